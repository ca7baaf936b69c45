import type { Context } from '../../define/context.ts';
import type { Texts } from '../../i18n/texts.ts';

/** Features with a name of their own in the catalogue under general.help.topics. */
const NAMED = [
  'economy', 'treasury', 'settings', 'general', 'shop', 'tasks', 'games', 'giftcodes', 'orders', 'promos', 'achievements',
  'customcommands',
];

export interface TopicCommand {
  /** `eco give` */
  path: string;
  /** Key of its description. */
  text: string;
  id: string | undefined;
}

export interface Topic {
  feature: string;
  name: string;
  commands: TopicCommand[];
}

/** What the actor may run here, by feature: allowed by permission, and not switched off. */
export function topicsFor(ctx: Context): Topic[] {
  const off: readonly string[] = ctx.settings.off;
  const topics = new Map<string, Topic>();
  for (const { path, feature, permission, id } of ctx.catalogue.commands) {
    if (off.includes(feature) || !ctx.actor.may(permission)) continue;
    const topic = topics.get(feature) ?? { feature, name: topicName(ctx.privateTexts, feature), commands: [] };
    topic.commands.push({ path, text: `${feature}.commands.${path.replaceAll(' ', '.')}.description`, id });
    topics.set(feature, topic);
  }
  return [...topics.values()];
}

function topicName({ t }: Texts, feature: string): string {
  return NAMED.includes(feature) ? t(`general.help.topics.${feature}`) : feature.charAt(0).toUpperCase() + feature.slice(1);
}
