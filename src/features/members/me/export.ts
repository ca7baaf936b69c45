import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { gatherOwnData } from './gather.ts';

const BLUE = 0x3f7fbf;
/** What Discord takes of a bot in one file, with room for the rest of the message. */
const FILE_MAX_CHARS = 7_500_000;

/** Sends a member everything that is kept of them, as a file that only they see. */
export async function exportOwn(ctx: Context): Promise<MessageReply> {
  const { t, number } = ctx.privateTexts;
  const { json, rows, truncated } = await gatherOwnData(ctx, ctx.actor.id);
  const content = json.length > FILE_MAX_CHARS ? JSON.stringify(JSON.parse(json)) : json;
  const parts = truncated.length > 0 ? `\n${t('members.export.truncated', { parts: truncated.join(', ') })}` : '';
  return {
    private: true,
    embeds: [{ title: t('members.export.title'), description: `${t('members.export.text', { rows: number(rows) })}${parts}`, color: BLUE }],
    files: [{ name: `coffer-${ctx.guildId}-${ctx.actor.id}.json`, type: 'application/json', content }],
  };
}
