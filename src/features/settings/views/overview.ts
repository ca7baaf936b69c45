import type { APIMessageTopLevelComponent, APISelectMenuOption } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, relativeTime } from '../../../kernel/markdown.ts';
import { FIELDS, SECTIONS, type Section } from '../sections.ts';
import { TEAL } from './colors.ts';
import { valueText } from './value.ts';

/** Characters that a list may take where all sections are shown, and where one is. */
const ROOM = { all: 90, one: 450 };

/** The settings of the server: all sections, or one. */
export function overview(ctx: Context, section: Section | 'all', selectId: string): MessageReply {
  const { t } = ctx.privateTexts;
  const icon = ctx.settings.currency.icon || ctx.guildIcon;
  const embed = section === 'all'
    ? { title: t('settings.title'), fields: SECTIONS.map((name) => ({ name: t(`settings.sections.${name}`), value: sectionText(ctx, name, ROOM.all) })) }
    : { title: t(`settings.sections.${section}`), description: sectionText(ctx, section, ROOM.one) + hintOf(ctx, section) };
  return {
    embeds: [{ ...embed, color: TEAL, ...(icon ? { thumbnail: { url: icon } } : {}) }],
    components: [sectionSelect(ctx, section, selectId)],
    private: true,
  };
}

function sectionText(ctx: Context, section: Section, room: number): string {
  const { t } = ctx.privateTexts;
  const lines = FIELDS[section].map(({ name, show, read }) =>
    `${t(`settings.fields.${name}`)}: **${valueText(ctx, show, read(ctx.settings), room)}**`);
  const changed = [section, ...(section === 'features' ? ['paused'] : [])].flatMap((name) => ctx.settings.changed[name] ?? []);
  const last = changed.sort((a, b) => b.at - a.at)[0];
  const by = last ? t('settings.last_changed', { user: mention(last.by), when: relativeTime(last.at) }) : t('settings.never_changed');
  return `${lines.join('\n')}\n-# ${by}`;
}

function hintOf(ctx: Context, section: Section): string {
  const { t } = ctx.privateTexts;
  return `\n\n${t('settings.change_with', { command: `/config ${section}` })}${section === 'roles' ? `\n${t('settings.roles_hint')}` : ''}`;
}

function sectionSelect(ctx: Context, current: Section | 'all', customId: string): APIMessageTopLevelComponent {
  const { t } = ctx.privateTexts;
  const options: APISelectMenuOption[] = ['all', ...SECTIONS].map((value) => ({
    label: t(`settings.sections.${value}`), value, default: value === current,
  }));
  return { type: 1, components: [{ type: 3, custom_id: customId, placeholder: t('settings.choose'), options }] };
}
