import deEconomy from '../i18n/locales/de/economy.json' with { type: 'json' };
import deErrors from '../i18n/locales/de/errors.json' with { type: 'json' };
import deGeneral from '../i18n/locales/de/general.json' with { type: 'json' };
import deSettings from '../i18n/locales/de/settings.json' with { type: 'json' };
import deShop from '../i18n/locales/de/shop.json' with { type: 'json' };
import deTasks from '../i18n/locales/de/tasks.json' with { type: 'json' };
import deTreasury from '../i18n/locales/de/treasury.json' with { type: 'json' };
import { ERRORS } from '../i18n/errors.ts';
import { Catalogues } from '../i18n/texts.ts';
import type { Messages } from '../define/feature.ts';
import { FEATURES } from './features.ts';

const english: Record<string, Messages> = {
  errors: ERRORS,
  ...Object.fromEntries(FEATURES.map(({ name, messages }) => [name, messages])),
};

/** All texts by language, each feature under its name. */
export const RESOURCES = {
  en: english,
  de: { errors: deErrors, economy: deEconomy, general: deGeneral, settings: deSettings, shop: deShop, tasks: deTasks, treasury: deTreasury },
};

export const catalogues = new Catalogues(RESOURCES);
