import { useEffect, useState } from 'react';
import { useSession } from '../session.ts';
import type { CommandOption, Leaf } from './leaf.ts';
import type { Suggestion } from './suggest.ts';
import type { Held } from './value.ts';

/** How long typing must rest before the app is asked, ms. */
const REST_MS = 150;

interface Asked {
  suggestions: Suggestion[];
  state: 'idle' | 'asking' | 'failed';
}

const NOTHING: Asked = { suggestions: [], state: 'idle' };

interface Choices {
  choices?: { name: string; value: string | number }[];
}

/** The app's suggestions for an option while its field is open; the values of the other fields go along. */
export function useAutocomplete(leaf: Leaf, option: CommandOption, held: Record<string, Held>, open: boolean): Asked {
  const { send } = useSession();
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const wanted = open && option.autocomplete === true;
  const given = Object.entries(held).flatMap(([name, { text, chosen, file }]) => (file !== undefined || (text === '' && name !== option.name) ? [] : [[name, name === option.name ? text : chosen ?? text] as const]));
  const key = JSON.stringify(given);
  useEffect(() => {
    if (!wanted) {
      setAsked(NOTHING);
      return undefined;
    }
    let stale = false;
    setAsked((before) => ({ ...before, state: 'asking' }));
    const timer = setTimeout(async () => {
      const options = Object.fromEntries(JSON.parse(key) as [string, string | number | boolean][]); // written just above
      const outcome = await send({ autocomplete: { name: leaf.name, options, focused: option.name } });
      if (stale) return;
      const answer = outcome.response as { data?: Choices } | null; // checked by the stand-in as Discord does
      const choices = outcome.problems.length > 0 ? undefined : answer?.data?.choices;
      setAsked(choices === undefined ? { suggestions: [], state: 'failed' } : { suggestions: choices.map(({ name, value }) => ({ label: name, value })), state: 'idle' });
    }, REST_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [wanted, key, leaf.name, option.name, send]);
  return asked;
}
