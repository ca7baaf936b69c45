import { createContext, useContext } from 'react';
import type { InteractRequest } from '../../../scripts/sandbox/interact/request.ts';
import type { Outcome } from '../../../scripts/sandbox/view.ts';
import type { Command } from './command/leaf.ts';
import type { Cast, Person } from './people.ts';

/** What every part of the page knows of the person who acts and of the place. */
export interface Session {
  cast: Cast;
  actor: Person;
  /** Id of the channel that is open; direct messages without a channel yet have none. */
  channel: string | null;
  direct: boolean;
  permissions: string;
  appName: string;
  /** Commands that Discord offers this person here. */
  commands: Command[];
  /** Sends an interaction as this person from this place; what went wrong comes back and is shown. */
  send: (request: InteractRequest) => Promise<Outcome>;
  actAs: (id: string) => void;
}

export const SessionContext = createContext<Session | null>(null);

/** The session; only below the page's root. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session around this part of the page');
  return session;
}
