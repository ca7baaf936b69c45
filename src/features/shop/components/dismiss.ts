import { component } from '../../../define/component.ts';
import { SLATE } from '../views/colors.ts';

/** The button beside a confirming one: nothing has happened, and nothing will. */
export const dismiss = component({
  key: 'shop_dismiss',
  version: 1,
  state: {},
  permission: 'member',
  reply: 'private',
  updates: true,
  run: async (ctx) => ({ embeds: [{ description: ctx.privateTexts.t('shop.dismissed'), color: SLATE }], components: [], update: true }),
});
