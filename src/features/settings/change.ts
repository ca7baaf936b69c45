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

/**
 * Changes one section of the server's settings. The whole is checked before it is kept, a change that changes nothing is
 * said to be none, and of two changes that were made on the same version the second is made again on the first's.
 */
export async function changeSettings(ctx: Context, section: Section, change: (draft: Settings) => void): Promise<MessageReply> {
  const draft = structuredClone(ctx.settings);
  change(draft);
  const changes = changesOf(section, ctx.settings, draft);
  const refusal: Refusal | undefined = changes.length === 0 ? { code: 'conflict', text: 'settings.unchanged' } : contradiction(draft);
  if (refusal) return answered(ctx, section, await ctx.ledger.refuse('config', refusal));
  draft.changed[section] = { by: ctx.actor.id, at: ctx.now };
  const note = auditRow({
    action: `config.${section}`, target: `settings:${section}`, before: sectionValue(ctx.settings, section), after: sectionValue(draft, section),
    source: ctx.source,
  });
  const done = await ctx.ledger.post({
    kind: 'config',
    // The schema holds nothing but JSON.
    also: [saveSettings(ctx.settingsVersion + 1, settingsSchema.parse(draft) as Json), note],
    basis: [`settings:${ctx.settingsVersion}`],
    data: { changes: changes.map(({ field, before, after }) => ({ field, before, after })) },
  });
  return answered(ctx, section, done);
}

function answered(ctx: Context, section: Section, done: Done): MessageReply {
  return changedView(ctx, section, shown.parse(done.data).changes);
}
