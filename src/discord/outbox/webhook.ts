import { log } from '../../kernel/log.ts';
import { apiBase, DISCORD_API, USER_AGENT, withinTime } from '../http.ts';
import type { Step } from '../rows.ts';
import { isPublicAddress } from './address.ts';
import type { GuildRun } from './guild-run.ts';
import type { Reply } from './paced.ts';

/** Longest wait (s) that a foreign server may ask for. */
const ASKED_WAIT_MAX_S = 3_600;

/** The stand-in's own webhooks, where DISCORD_API_BASE names one, are the only exception from public addresses. */
function isAllowed({ env }: GuildRun, url: string): boolean {
  const base = apiBase(env);
  return isPublicAddress(url) || (base !== DISCORD_API && url.startsWith(`${base}/webhooks/`));
}

/** Posts to an address that a server's staff has given: no token of ours goes there, and no redirect is followed. */
export async function callWebhook(run: GuildRun, { url, body }: Extract<Step, { do: 'webhook' }>): Promise<Reply | { kind: 'address' }> {
  if (!isAllowed(run, url)) return { kind: 'address' };
  const { host } = new URL(url);
  return run.discord.outside(async (): Promise<Reply> => {
    try {
      const response = await withinTime((signal) => fetch(url, {
        method: 'POST', redirect: 'manual', signal, headers: { 'Content-Type': 'application/json', 'User-Agent': USER_AGENT },
        body: JSON.stringify({ content: body.content ?? '', embeds: body.embeds ?? [], allowed_mentions: { parse: [] } }),
      }));
      await response.body?.cancel();
      if (response.ok) return { kind: 'done', body: null };
      if (response.status === 429) {
        const seconds = Math.min(ASKED_WAIT_MAX_S, Number(response.headers.get('retry-after')) || 10);
        return { kind: 'wait', until: run.clock() + Math.ceil(seconds * 1_000) };
      }
      if (response.status >= 500) return { kind: 'silent' };
      return { kind: 'refused', status: response.status, code: 0, message: `${host}: HTTP ${response.status}` };
    } catch (error) {
      log('warn', 'outbox.webhook_silent', { guild: run.guild, host, error });
      return { kind: 'silent' };
    }
  });
}
