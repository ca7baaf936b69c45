import { stripVTControlCharacters } from 'node:util';
import { paint, type StyleName, type Terminal } from '../discord/terminal.ts';
import type { Health, LogLine, Snapshot } from './snapshot.ts';

const NAME_WIDTH = 12;
const BAR_MAX = 20;
/** Milliseconds that a database may take before its bar turns yellow. */
const SLOW_MS = 200;

const STATUS_STYLE: Record<string, StyleName> = { ok: 'green', quiet: 'grey', limited: 'yellow', failing: 'red', degraded: 'red' };
const LEVEL_STYLE: Record<LogLine['level'], StyleName> = { info: 'grey', warn: 'yellow', error: 'red' };

/** `3 s ago`, for people; the moment itself is in the JSON of the API. */
function ago(moment: string | null | undefined, now: number): string {
  if (!moment) return 'never';
  const seconds = Math.max(0, Math.round((now - Date.parse(moment)) / 1_000));
  if (seconds < 120) return `${seconds} s ago`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3_600)} h ago`;
}

const row = (terminal: Terminal, name: string, text: string): string => `${paint(terminal, 'dim', name.padEnd(NAME_WIDTH))}${text}`;

function check(terminal: Terminal, name: string, { ok, ms }: { ok: boolean; ms: number }): string {
  const bar = '='.repeat(Math.max(1, Math.min(BAR_MAX, Math.round(Math.log2(ms + 1) * 2))));
  return row(terminal, name, ok ? `${paint(terminal, ms > SLOW_MS ? 'yellow' : 'green', bar)} ${ms} ms` : paint(terminal, 'red', `does not answer (${ms} ms)`));
}

function healthLines(terminal: Terminal, health: Health, { at, stats, status }: Snapshot): string[] {
  const { discord, outbox, errors } = health;
  const lines = Object.entries(health.databases).map(([name, each]) => check(terminal, name, each));
  lines.push(check(terminal, 'objects', health.objects));
  if (discord) {
    const state = paint(terminal, STATUS_STYLE[discord.status] ?? 'grey', discord.status);
    lines.push(row(terminal, 'Discord', `${state}, interaction ${ago(discord.last_interaction, at)}, answered ${ago(discord.last_success, at)}`));
  }
  if (outbox) {
    const stopped = status?.outbox?.closed_until ? `, stopped until ${status.outbox.closed_until}` : '';
    lines.push(row(terminal, 'outbox', `${outbox.waiting} waiting, oldest ${outbox.oldest_seconds} s, ${paint(terminal, outbox.dead > 0 ? 'red' : 'grey', `${outbox.dead} given up`)}${stopped}`));
  }
  if (status) lines.push(row(terminal, 'servers', `${status.servers.installed} installed, ${status.servers.removed} removed, ${status.servers.placed} with rows; cron ${ago(status.discord?.last_cron, at)}`));
  if (stats) lines.push(row(terminal, 'movements', `${stats.movementsToday} today, ${stats.movementsYesterday} yesterday`));
  if (errors) {
    const warned = status?.errors ? `, ${status.errors.warnings_day} warnings in a day` : '';
    lines.push(row(terminal, 'errors', `${paint(terminal, errors.hour > 0 ? 'red' : 'grey', `${errors.hour} in the last hour`)}, ${errors.day} in a day${warned}`));
  }
  return [...lines, ...health.warnings.map((warning) => paint(terminal, 'yellow', `! ${warning}`))];
}

function logLine(terminal: Terminal, { at, level, event, reference, server_id: server, fields }: LogLine): string {
  const message = (fields['error'] as { message?: unknown } | undefined)?.message;
  const more = [reference, server, typeof message === 'string' ? message : null].filter(Boolean).join(' ');
  // What a log line holds came from anywhere: no control character of it reaches the terminal.
  const text = stripVTControlCharacters(`${event} ${more}`).replace(/\p{Cc}/gu, ' ');
  const room = terminal.width - 16;
  return `${at.slice(11, 19)} ${paint(terminal, LEVEL_STYLE[level], level.padEnd(5))} ${text.length > room ? `${text.slice(0, room - 1)}…` : text}`;
}

/** A snapshot as lines for a terminal. */
export function viewOf(snapshot: Snapshot, terminal: Terminal): string[] {
  const { health, at, url, took, lines, problem, status } = snapshot;
  const state = health?.status ?? 'unreachable';
  const head = `${paint(terminal, 'bold', 'Coffer')} ${health?.version ?? ''} ${paint(terminal, STATUS_STYLE[state] ?? 'red', state)}  ${url}  ${new Date(at).toISOString()}  ${took} ms`;
  const view = [head, ''];
  if (health) view.push(...healthLines(terminal, health, snapshot));
  if (problem) view.push(paint(terminal, 'red', problem));
  if (lines.length > 0) view.push('', paint(terminal, 'bold', 'Last lines of the log'), ...lines.map((line) => logLine(terminal, line)));
  if (health && !status && !problem) view.push('', 'More with ADMIN_USERNAME and ADMIN_PASSWORD, or COFFER_TOKEN, in the environment or .env.');
  return view;
}
