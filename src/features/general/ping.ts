import { command } from '../../define/command.ts';

const TEAL = 0x2a8f8f;

export const ping = command({
  name: 'ping',
  permission: 'member',
  reply: 'private',
  options: {},
  async run(ctx) {
    const { t, number } = ctx.texts;
    const { queue, databaseMs, seq, database } = await ctx.inspect();
    const fields = [
      { name: t('general.ping.version'), value: ctx.version, inline: true },
      { name: t('general.ping.database'), value: t('general.ping.database_value', { name: database, ms: number(databaseMs) }), inline: true },
      { name: t('general.ping.queue'), value: number(queue), inline: true },
      { name: t('general.ping.entries'), value: number(seq), inline: true },
    ];
    return { embeds: [{ title: t('general.ping.title'), color: TEAL, fields }], private: true };
  },
});
