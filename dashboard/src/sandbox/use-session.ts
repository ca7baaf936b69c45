import { useCallback, useMemo, useState } from 'react';
import type { InteractRequest } from '../../../scripts/sandbox/interact/request.ts';
import type { Outcome, PersonView, SandboxState } from '../../../scripts/sandbox/view.ts';
import type { RawModal } from '../discord/raw.ts';
import { isOffered } from './command/leaf.ts';
import type { Command } from './command/leaf.ts';
import type { Cast, Person } from './people.ts';
import type { Session } from './session.ts';
import { standIn, StandInError } from './stand-in.ts';

/** The answer that opens a modal. */
const MODAL = 9;

/** A modal that is open, and who opened it. */
export interface OpenForm {
  id: string;
  modal: RawModal;
}

/** Something that went wrong with an interaction, for the person to read. */
export interface Notice {
  id: number;
  /** The message whose component was used. */
  message: string | undefined;
  lines: string[];
}

export interface Interactions {
  form: OpenForm | null;
  closeForm: () => void;
  notices: Notice[];
  dismissNotice: (id: number) => void;
}

const NOT_SENT: Omit<Outcome, 'problems'> = { interaction: null, status: null, response: null, message: null, elapsed_ms: 0 };

async function interact(request: InteractRequest): Promise<Outcome> {
  try {
    return await standIn.interact(request);
  } catch (error) {
    if (!(error instanceof StandInError)) throw error;
    return { ...NOT_SENT, problems: [error.message] };
  }
}

interface Around {
  state: SandboxState;
  view: PersonView | null;
  cast: Cast;
  actor: Person;
  channel: string | null;
  direct: boolean;
  actAs: (id: string) => void;
}

/** The session of the page's parts, and what interactions open and leave behind. */
export function useInteractions({ state, view, cast, actor, channel, direct, actAs }: Around): { session: Session; interactions: Interactions } {
  const [form, setForm] = useState<OpenForm | null>(null);
  const [notices, setNotices] = useState<Notice[]>([]);
  const send = useCallback(async (request: InteractRequest): Promise<Outcome> => {
    const place = direct ? { dm: true } : channel === null ? {} : { channel };
    const outcome = await interact({ as: actor.id, ...place, ...request });
    const answer = outcome.response as { type?: number; data?: RawModal } | null; // checked by the stand-in as Discord does
    if (outcome.problems.length > 0) {
      if (request.autocomplete !== undefined || request.modal !== undefined) return outcome;
      setNotices((before) => [...before, { id: (before.at(-1)?.id ?? 0) + 1, message: request.component?.message, lines: outcome.problems }]);
    } else if (answer?.type === MODAL && answer.data !== undefined) setForm({ id: String(outcome.interaction?.['id']), modal: answer.data });
    return outcome;
  }, [actor.id, channel, direct]);
  const [guild] = state.guilds;
  const permissions = view?.permissions ?? '0';
  const commands = useMemo(() => {
    const registered = [...(guild === undefined ? [] : state.commands[guild.id] ?? []), ...(state.commands['global'] ?? [])] as Command[]; // as they were registered
    return registered.filter((command) => isOffered(command, permissions, direct));
  }, [guild, state.commands, permissions, direct]);
  const appName = state.users.find(({ id }) => id === state.application_id)?.username ?? 'App';
  const session = useMemo(
    () => ({ cast, actor, channel, direct, permissions, appName, commands, send, actAs }),
    [cast, actor, channel, direct, permissions, appName, commands, send, actAs],
  );
  const closeForm = useCallback(() => setForm(null), []);
  const dismissNotice = useCallback((id: number) => setNotices((before) => before.filter((notice) => notice.id !== id)), []);
  return { session, interactions: { form, closeForm, notices, dismissNotice } };
}
