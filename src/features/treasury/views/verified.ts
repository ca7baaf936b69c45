import * as z from 'zod';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import type { VerifyReport } from '../../../ledger/verify.ts';
import { thawGuild } from '../thaw.ts';
import { GREEN, ICE, RED } from './colors.ts';

/** Characters of the head hash that people compare. */
const HASH_SHOWN = 16;

/** What a check found wrong, as it is kept with the freeze. */
export const drift = z.object({ entries: z.int(), problems: z.array(z.string()), more: z.int() });
type Drift = z.infer<typeof drift>;

function thawRow(ctx: Context): APIMessageTopLevelComponent[] {
  if (!ctx.actor.may('admin')) return [];
  return [{ type: 1, components: [{ type: 2, style: 4, label: ctx.privateTexts.t('treasury.verify.unfreeze'), custom_id: thawGuild.id({}) }] }];
}

/** Everything adds up; if the server is still frozen from an earlier check, says so. */
export function soundView(ctx: Context, userId: string | undefined, report: VerifyReport, frozen: string | null): MessageReply {
  const { t, number } = ctx.privateTexts;
  const found = userId === undefined ? t('treasury.verify.sound') : t('treasury.verify.sound_member', { user: mention(userId) });
  const still = frozen === null ? '' : `\n\n${t('treasury.verify.still_frozen', { reason: plainText(frozen) })}`;
  const fields = [
    { name: t('treasury.verify.entries'), value: number(report.entries), inline: true },
    { name: t('treasury.verify.accounts'), value: number(report.accounts), inline: true },
  ];
  if (report.hash) {
    const value = `#${number(report.seq)} · \`${report.hash.slice(0, HASH_SHOWN)}\``;
    fields.push({ name: t('treasury.verify.head'), value, inline: true });
  }
  return {
    embeds: [{ title: t('treasury.verify.title'), description: found + still, color: frozen === null ? GREEN : ICE, fields }],
    components: frozen === null ? [] : thawRow(ctx),
    private: true,
  };
}

/** The ledger does not add up and the server is frozen; what was found, as it was when the freeze was set. */
export function driftView(ctx: Context, { entries, problems, more }: Drift): MessageReply {
  const { t, number } = ctx.privateTexts;
  const listed = problems.map((problem) => `- ${plainText(problem)}`);
  if (more > 0) listed.push(t('treasury.verify.more', { count: more }));
  const description = `${t('treasury.verify.drift', { entries: number(entries) })}\n\n${listed.join('\n')}`;
  return { embeds: [{ title: t('treasury.verify.title'), description, color: RED }], components: thawRow(ctx), private: true };
}
