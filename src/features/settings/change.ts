import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { type Settings, settingsSchema } from '../../kernel/settings.ts';
import { auditRow, saveSettings } from '../../ledger/also.ts';
import type { Done, Json } from '../../ledger/operation.ts';
import { contradiction } from './contradictions.ts';
import { changesOf, sectionValue, type Section } from './sections.ts';
import { changedView } from './views/changed.ts';

const shown = z.object({ changes: z.array(z.object({ field: z.string(), before: z.json(), after: z.json() })) });
const stored = z.object({ version: z.int(), settings: settingsSchema });

/** Sections that differ between the settings as they are and a draft. */
export function changedSections(before: Settings, draft: Settings, sections: readonly Section[]): Section[] {
  return sections.filter((section) => changesOf(section, before, draft).length > 0);
}

/**
 * Keeps a draft in which these sections differ from the server's settings. The whole is checked before it is kept, and of two
 * changes that were made on the same version the second is made again on the first's.
 */
export async function keepDraft(ctx: Context, draft: Settings, sections: readonly Section[]): Promise<Done> {
  const refusal: Refusal | undefined = sections.length === 0 ? { code: 'conflict', text: 'settings.unchanged' } : contradiction(draft);
  if (refusal) return ctx.ledger.refuse('config', refusal);
  const changes = sections.flatMap((section) => changesOf(section, ctx.settings, draft));
  for (const section of sections) draft.changed[section] = { by: ctx.actor.id, at: ctx.now };
  // The schema holds nothing but JSON.
  const settings = settingsSchema.parse(draft) as Json;
  const version = ctx.settingsVersion + 1;
  return ctx.ledger.post({
    kind: 'config',
    also: [saveSettings(version, settings), auditRow({ ...whatChanged(ctx.settings, draft, sections), source: ctx.source })],
    basis: [`settings:${ctx.settingsVersion}`],
    data: { changes: changes.map(({ field, before, after }) => ({ field, before, after })), version, settings },
  });
}

function whatChanged(before: Settings, after: Settings, sections: readonly Section[]): Pick<Parameters<typeof auditRow>[0], 'action' | 'target' | 'before' | 'after'> {
  const [only, ...others] = sections;
  if (only && others.length === 0) {
    return { action: `config.${only}`, target: `settings:${only}`, before: sectionValue(before, only), after: sectionValue(after, only) };
  }
  const all = (settings: Settings): Json => Object.fromEntries(sections.map((section) => [section, sectionValue(settings, section)]));
  return { action: 'config.update', target: 'settings', before: all(before), after: all(after) };
}

/** The settings as a change has left them. */
export const keptSettings = (done: Done): z.infer<typeof stored> => stored.parse(done.data);

/** Changes one section of the server's settings; a change that changes nothing is said to be none. */
export async function changeSettings(ctx: Context, section: Section, change: (draft: Settings) => void): Promise<MessageReply> {
  const draft = structuredClone(ctx.settings);
  change(draft);
  const done = await keepDraft(ctx, draft, changedSections(ctx.settings, draft, [section]));
  return changedView(ctx, section, shown.parse(done.data).changes);
}
