import type { Texts } from '../../../i18n/texts.ts';
import type { Action } from '../action.ts';

/** What an item's actions do, a line each; an address is shown as its host, because the rest of it is a secret. */
export function effectLines(texts: Texts, actions: Action[], quantity = 1): string[] {
  return actions.map((action) => `• ${effectLine(texts, action, quantity)}`);
}

function effectLine({ t, number, money }: Texts, action: Action, quantity: number): string {
  switch (action.do) {
    case 'role': return t('shop.effects.role', { role: `<@&${action.role}>` });
    case 'timed_role': return t('shop.effects.timed_role', { role: `<@&${action.role}>`, hours: number(action.hours * quantity) });
    case 'coins': return t('shop.effects.coins', { amount: money(action.amount * quantity) });
    case 'item': return t('shop.effects.item', { quantity: number(action.amount * quantity), item: action.item });
    case 'message': return t('shop.effects.message', { channel: `<#${action.channel}>` });
    case 'webhook': return t('shop.effects.webhook', { host: new URL(action.url).hostname });
    case 'manual': return t('shop.effects.manual') + (action.text ? `\n> ${action.text}` : '');
  }
}
