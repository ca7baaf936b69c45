import { AppError } from '../../kernel/errors.ts';
import { isZone } from '../../kernel/zone.ts';

const CUSTOM_EMOJI = /^<a?:\w{2,32}:\d{15,20}>$/;
/** What would break the line that a symbol stands in: Markdown, mentions, line breaks. */
const BREAKING = /[<>@#`*_~|\\[\]()\n\r]/;
const PLAIN_SYMBOL_MAX = 16;

/** A symbol is a custom emoji of Discord, or a few characters without a meaning of their own. */
export function checkedSymbol(symbol: string): string {
  if (CUSTOM_EMOJI.test(symbol) || (symbol.length <= PLAIN_SYMBOL_MAX && !BREAKING.test(symbol))) return symbol;
  throw new AppError('invalid', 'settings.symbol', { max: PLAIN_SYMBOL_MAX });
}

/** An address of a picture; empty for the server's own icon. */
export function checkedIcon(icon: string): string {
  if (icon === '') return icon;
  if (!URL.canParse(icon) || new URL(icon).protocol !== 'https:') throw new AppError('invalid', 'settings.icon');
  return icon;
}

/** Zones that this runtime knows; UTC is not in its list but is what a server begins with. */
export const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The zone in its usual spelling. */
export function checkedZone(zone: string): string {
  if (!isZone(zone)) throw new AppError('invalid', 'settings.zone');
  return zones().find((known) => known.toLowerCase() === zone.toLowerCase()) ?? zone;
}
