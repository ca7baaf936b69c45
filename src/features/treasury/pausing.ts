import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { plainText } from '../../kernel/markdown.ts';
import { type Pausable, settingsSchema } from '../../kernel/settings.ts';
import { auditRow, saveSettings } from '../../ledger/also.ts';
import type { Json } from '../../ledger/operation.ts';
import { AMBER, GREEN } from './views/colors.ts';

/** Stops a part of the economy for the members, or lets it run again. Kept in the settings, so that every door sees it. */
export async function setPaused(ctx: Context, part: Pausable, paused: boolean, reason: string): Promise<MessageReply> {
  const { [part]: before, ...others } = ctx.settings.paused;
  if (paused ? before?.reason === reason : before === undefined) {
    const text = paused ? 'treasury.pause.already' : 'treasury.pause.not_paused';
    await ctx.ledger.refuse('pause', { code: 'conflict', text });
    return pauseView(ctx, part, paused, reason);
  }
  const by = { by: ctx.actor.id, at: ctx.now };
  const next = settingsSchema.parse({
    ...ctx.settings,
    paused: paused ? { ...others, [part]: { ...by, reason } } : others,
    changed: { ...ctx.settings.changed, paused: by },
  });
  const note = auditRow({
    action: paused ? 'eco.pause' : 'eco.resume', target: `feature:${part}`, before: { paused: before?.reason ?? null },
    after: { paused: paused ? reason : null }, reason, source: ctx.source,
  });
  await ctx.ledger.post({
    kind: 'pause',
    // The schema holds nothing but JSON.
    also: [saveSettings(ctx.settingsVersion + 1, next as Json), note],
    basis: [`settings:${ctx.settingsVersion}`],
  });
  return pauseView(ctx, part, paused, reason);
}

function pauseView(ctx: Context, part: Pausable, paused: boolean, reason: string): MessageReply {
  const { t } = ctx.privateTexts;
  const what = t(`treasury.commands.eco.pause.choices.feature.${part}`);
  const description = t(paused ? 'treasury.pause.done' : 'treasury.pause.lifted', { what }) + (reason ? `\n> ${plainText(reason)}` : '');
  return { embeds: [{ description, color: paused ? AMBER : GREEN }], private: true };
}
