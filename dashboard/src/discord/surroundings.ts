import { createContext, useContext } from 'react';

/** A name to be drawn or chosen, with its colour where it has one (#rrggbb). */
export interface Named {
  id: string;
  name: string;
  color?: string;
  /** A channel's type. */
  type?: number;
}

/** What a message refers to but does not hold; whoever draws messages gives it. */
export interface Surroundings {
  users: Map<string, Named>;
  roles: Map<string, Named>;
  channels: Map<string, Named>;
  /** Language of dates. */
  locale: string;
  /** The address to load a picture or file from, or null where it must not be loaded. */
  media: (url: string) => string | null;
}

const NO_SURROUNDINGS: Surroundings = {
  users: new Map(), roles: new Map(), channels: new Map(), locale: 'en', media: () => null,
};

export const SurroundingsContext = createContext<Surroundings>(NO_SURROUNDINGS);

/** What the message being drawn refers to. */
export function useSurroundings(): Surroundings {
  return useContext(SurroundingsContext);
}

/** What the reader may do with a message's components. */
export interface Actions {
  /** A button was pressed or a select was used. */
  act: (customId: string, values?: string[]) => void;
  /** The component whose answer is awaited. */
  waiting: string | null;
}

const NO_ACTIONS: Actions = { act: () => undefined, waiting: null };

export const ActionsContext = createContext<Actions>(NO_ACTIONS);

/** How the message being drawn is acted on; a preview has no actions. */
export function useActions(): Actions {
  return useContext(ActionsContext);
}
