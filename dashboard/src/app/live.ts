import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { refreshSession } from '../api.ts';

/** Topics of the stream, and the parts of a server's queries (`[server, part, …]`) that each makes old. */
const PARTS: Record<string, string[]> = {
  transactions: ['transactions', 'users', 'overview', 'shop'], users: ['users'], shop: ['shop', 'overview'], tasks: ['tasks', 'submissions', 'overview'],
  submissions: ['submissions', 'tasks', 'overview'], announcements: ['announcements'], embeds: ['embeds'], commands: ['commands'],
  config: ['config', 'audit'], bounties: ['bounties'], messages: ['shop', 'tasks', 'announcements', 'embeds', 'sync'],
};
/** Milliseconds until another try when the stream was refused. */
const RETRY_MS = 5_000;

function outdate(client: QueryClient, server: string, topic: string): void {
  for (const part of PARTS[topic] ?? [topic]) void client.invalidateQueries({ queryKey: [server, part] });
}

/** Keeps a server's pages in step with what happens on it. Gives whether the line is open. */
export function useLive(server: string): boolean {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let source: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const connect = (): void => {
      if (left) return;
      source = new EventSource(`/api/stream?guilds=${server}`);
      source.addEventListener('ready', () => setOpen(true));
      source.addEventListener('resync', () => void client.invalidateQueries({ queryKey: [server] }));
      for (const topic of Object.keys(PARTS)) source.addEventListener(topic, () => outdate(client, server, topic));
      source.addEventListener('error', () => {
        setOpen(false);
        // The browser connects again by itself, unless it was refused: then the token has run out.
        if (source?.readyState !== EventSource.CLOSED) return;
        again = setTimeout(() => void refreshSession().then((renewed) => (renewed ? connect() : undefined)), RETRY_MS);
      });
    };
    connect();
    return () => {
      left = true;
      clearTimeout(again);
      source?.close();
    };
  }, [server, client]);
  return open;
}
