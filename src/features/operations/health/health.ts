import type { Env } from '../../../kernel/env.ts';
import { log } from '../../../kernel/log.ts';
import { discordStatus } from './discord.ts';
import { readTroubles } from './errors.ts';
import { probe } from './probes.ts';

/** Seconds that something may wait for Discord before it is a warning. */
const OUTBOX_LATE_S = 900;

/** null where the database that would tell is the one that is ill. */
async function ifTold<T>(what: string, ask: Promise<T>): Promise<T | null> {
  try {
    return await ask;
  } catch (error) {
    log('error', 'health.untold', { what, error });
    return null;
  }
}

type Discord = Awaited<ReturnType<typeof discordStatus>>;

function warningsOf(discord: Discord | null): string[] {
  if (!discord) return ['what Discord is told cannot be read'];
  const warnings: string[] = [];
  if (discord.status === 'failing') warnings.push(`the last call to Discord failed (${discord.last_failure?.what ?? ''})`);
  if (discord.rate_limit.closed_until) warnings.push(`nothing is sent to Discord before ${discord.rate_limit.closed_until}`);
  if (discord.outbox.oldest_seconds > OUTBOX_LATE_S) warnings.push(`the oldest message to Discord waits for ${discord.outbox.oldest_seconds} s`);
  if (discord.outbox.dead + discord.outbox.failed > 0) warnings.push(`${discord.outbox.dead + discord.outbox.failed} messages to Discord were given up`);
  return warnings;
}

/** What is told beside the probes; it may be some seconds old. */
export async function background(env: Env, now: number) {
  const [discord, troubles] = await Promise.all([ifTold('discord', discordStatus(env, now)), ifTold('errors', readTroubles(env.DB, now))]);
  return { discord, troubles };
}
export type Background = Awaited<ReturnType<typeof background>>;

/**
 * Whether Coffer can work. `degraded` where a database or the objects do not answer: no member's command would be carried
 * out. Everything else that needs somebody is a warning.
 */
export async function health(env: Env, asked: Promise<Background>) {
  const [probes, { discord, troubles }] = await Promise.all([probe(env), asked]);
  return {
    status: probes.ok ? ('ok' as const) : ('degraded' as const),
    version: env.COFFER_VERSION ?? 'development',
    databases: probes.databases, objects: probes.objects,
    discord: discord && { status: discord.status, last_interaction: discord.last_interaction, last_success: discord.last_success },
    outbox: discord && { waiting: discord.outbox.waiting, oldest_seconds: discord.outbox.oldest_seconds, dead: discord.outbox.dead + discord.outbox.failed },
    errors: troubles && { hour: troubles.errorsHour, day: troubles.errorsDay },
    warnings: warningsOf(discord),
  };
}
