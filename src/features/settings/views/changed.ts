import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention } from '../../../kernel/markdown.ts';
import { FIELDS, type FieldChange, type Section } from '../sections.ts';
import { GREEN } from './colors.ts';
import { valueText } from './value.ts';

/** Characters that each side of a changed list may take. */
const LIST_ROOM = 450;

/** What a change of settings has changed, as it was committed. */
export function changedView(ctx: Context, section: Section, changes: FieldChange[]): MessageReply {
  const { t } = ctx.privateTexts;
  const lines = changes.map(({ field, before, after }) => {
    const show = FIELDS[section].find(({ name }) => name === field)?.show ?? 'text';
    return `**${t(`settings.fields.${field}`)}**: ${valueText(ctx, show, before, LIST_ROOM)} → **${valueText(ctx, show, after, LIST_ROOM)}**`;
  });
  const hint = section === 'roles' ? `\n\n${t('settings.roles_hint')}` : '';
  const title = t('settings.changed_title', { section: t(`settings.sections.${section}`) });
  const description = `${lines.join('\n')}\n\n${t('settings.changed_by', { user: mention(ctx.actor.id) })}${hint}`;
  return { embeds: [{ title, description, color: GREEN }], private: true };
}
