import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, versioned } from '../api.ts';

/** The id of the server that the page is about. */
export function useServer(): string {
  return useParams({ from: '/s/$server' }).server;
}

/** The server's settings, with the version that a change cites. */
export function useConfig() {
  const server = useServer();
  return useQuery({ queryKey: [server, 'config'], queryFn: () => versioned(api[':server_id'].config.$get({ param: { server_id: server } })) });
}

/** The server's text channels, for pickers; each says what the bot may not do there. */
export function useChannels() {
  const server = useServer();
  return useQuery({ queryKey: [server, 'channels'], queryFn: () => answer(api[':server_id'].channels.$get({ param: { server_id: server } })) });
}

/** The server's roles, for pickers. */
export function useRoles() {
  const server = useServer();
  return useQuery({ queryKey: [server, 'roles'], queryFn: () => answer(api[':server_id'].roles.$get({ param: { server_id: server } })) });
}

/** Numbers, coins and moments as the reader and the server write them. */
export function useFormats() {
  const { i18n } = useTranslation();
  const { data: config } = useConfig();
  const language = i18n.resolvedLanguage ?? 'en';
  const number = new Intl.NumberFormat(language);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const symbol = config?.body.currency_symbol ?? '';
  // A custom emoji of Discord is no text that a page can show.
  const shown = /^<a?:\w+:\d+>$/.test(symbol) ? '' : symbol;
  return {
    number: (value: number): string => number.format(value),
    money: (amount: number): string => `${shown} ${number.format(amount)}`.trim(),
    time: (moment: string | number | null): string => (moment === null ? '–' : time.format(new Date(moment))),
    day: (moment: string | number): string => day.format(new Date(moment)),
  };
}
