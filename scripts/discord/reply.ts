import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from '../sandbox/view.ts';
import type { Dict, StoredMessage } from '../sandbox/model.ts';
import type { MarkdownContext } from './markdown.ts';
import { renderMessage } from './message.ts';
import { renderModal } from './modal.ts';
import type { SandboxClient } from './sandbox-client.ts';
import { paint } from './terminal.ts';

const LOADING = 128;
const DEFERRED = 5;
const DEFERRED_UPDATE = 6;
const POLL_MS = 100;

/** How long a deferred reply, and an announced change of a message, is waited for. */
const AWAIT_MS = { deferred: 15_000, update: 5_000 } as const;

/** Asks for a message again and again until it is as wanted or the time is over. */
async function awaitMessage(client: SandboxClient, first: StoredMessage, done: (stored: StoredMessage) => boolean, limitMs: number): Promise<{ stored: StoredMessage; late: boolean }> {
  const end = Date.now() + limitMs;
  let stored = first;
  while (!done(stored)) {
    if (Date.now() > end) return { stored, late: true };
    await pause(POLL_MS);
    stored = await client.message(first.message.id);
  }
  return { stored, late: false };
}

/** The reply as it finally stands: a deferred one after its edit. */
export async function finalReply(client: SandboxClient, outcome: Outcome): Promise<{ stored: StoredMessage | null; late: boolean }> {
  const type = (outcome.response as { type?: number } | null)?.type;
  const stored = outcome.message;
  if (stored === null || outcome.problems.length > 0) return { stored, late: false };
  if (type === DEFERRED) return awaitMessage(client, stored, (m) => (Number(m.message.flags ?? 0) & LOADING) === 0, AWAIT_MS.deferred);
  const before = stored.message.edited_timestamp;
  if (type === DEFERRED_UPDATE) return awaitMessage(client, stored, (m) => m.message.edited_timestamp !== before, AWAIT_MS.update);
  return { stored, late: false };
}

function repeated(outcome: Outcome, context: MarkdownContext): string[] {
  if (outcome.answers === undefined) return [];
  const counts = new Map<string, number>();
  for (const answer of outcome.answers) {
    const key = `status ${answer.status ?? 'none'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const spread = [...counts].map(([key, count]) => `${count} × ${key}`).join(', ');
  const verdict = outcome.equal ? paint(context.terminal, 'green', 'all answers are equal') : paint(context.terminal, 'red', 'the answers differ');
  return [`delivered ${outcome.answers.length} times: ${spread}; ${verdict}`];
}

function choices(data: Dict, context: MarkdownContext): string[] {
  const list = (data['choices'] ?? []) as { name: string; value: string | number }[];
  if (list.length === 0) return ['no choices'];
  return list.map(({ name, value }) => `  ${name}${String(value) === name ? '' : `  ${paint(context.terminal, 'dim', String(value))}`}`);
}

/** What an interaction brought, as lines: problems, the message, the form or the choices. */
export function renderOutcome(outcome: Outcome, stored: StoredMessage | null, late: boolean, context: MarkdownContext): string[] {
  const { terminal } = context;
  const lines = outcome.problems.map((problem) => paint(terminal, 'red', `✗ ${problem}`));
  if (outcome.interaction === null) return lines;
  const answer = outcome.response as { type?: number; data?: Dict } | null;
  if (outcome.problems.length === 0) {
    if (stored !== null) lines.push(...renderMessage(stored, context));
    if (answer?.type === 8) lines.push(...choices(answer.data ?? {}, context));
    if (answer?.type === 9) lines.push(...renderModal({ title: String(answer.data?.['title']), components: answer.data?.['components'] }, context));
  }
  if (late) lines.push(paint(terminal, 'yellow', answer?.type === DEFERRED ? '… no answer came within 15 s' : '… nothing changed'));
  lines.push(...repeated(outcome, context), paint(terminal, 'dim', `${outcome.elapsed_ms} ms`));
  return lines;
}
