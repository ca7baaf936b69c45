import type { Env } from '../../../kernel/env.ts';
import { lastBeats, type Beat } from '../../../kernel/pulse.ts';
import { readPresence } from '../presence.ts';
import { NO_GUILD } from '../audit.ts';
import { readBacklog } from './backlog.ts';
import { readPulses } from './pulse-rows.ts';

export const iso = (at: number | null | undefined): string | null => (at ? new Date(at).toISOString() : null);
const secondsSince = (at: number | null | undefined, now: number): number | null => (at ? Math.max(0, Math.round((now - at) / 1_000)) : null);

/**
 * How it stands between Discord and a bot without a socket. `failing`: the last answer was a fault; `limited`: Discord or
 * the operator has stopped the sending; `quiet`: nothing was ever heard.
 */
export type DiscordState = 'ok' | 'failing' | 'limited' | 'quiet';

function stateOf(closedUntil: number, answered: Beat | undefined, failed: Beat | undefined, interaction: Beat | undefined): DiscordState {
  if (closedUntil > 0) return 'limited';
  if (failed && failed.at > (answered?.at ?? 0)) return 'failing';
  return answered || interaction ? 'ok' : 'quiet';
}

/** Everything about the way to Discord and back, for /discord-status. */
export async function discordStatus(env: Env, now: number) {
  // Routes are listed in Node too, for the documents made from them; itty-durable loads in workerd alone.
  const { inspectOutbox } = await import('../../../discord/outbox.stub.ts');
  const [pulses, outbox, backlog, wanted] = await Promise.all([
    readPulses(env.DB, lastBeats()), inspectOutbox(env), readBacklog(env, now), readPresence(env.DB, NO_GUILD),
  ]);
  const [interaction, answered, failed] = [pulses.get('interaction'), pulses.get('discord.answered'), pulses.get('discord.failed')];
  return {
    status: stateOf(outbox.closedUntil, answered, failed, interaction),
    transport: 'webhooks' as const,
    last_interaction: iso(interaction?.at), seconds_since_interaction: secondsSince(interaction?.at, now),
    last_success: iso(answered?.at), seconds_since_success: secondsSince(answered?.at, now),
    last_failure: failed ? { at: iso(failed.at), what: failed.detail } : null,
    last_cron: iso(pulses.get('cron')?.at),
    rate_limit: { closed_until: iso(outbox.closedUntil), invalid_calls_10m: outbox.invalid },
    outbox: {
      guilds: outbox.guilds, active: outbox.active, next_due: iso(outbox.nextDue), waiting: backlog.waiting, oldest_due: iso(backlog.oldestDue),
      oldest_seconds: secondsSince(backlog.oldestDue, now) ?? 0, dead: backlog.dead, failed: backlog.failed,
    },
    presence: { wanted: wanted?.status ?? 'online', shown: false },
  };
}
