import deAccess from '../i18n/locales/de/access.json' with { type: 'json' };
import deAnnouncements from '../i18n/locales/de/announcements.json' with { type: 'json' };
import deCustomcommands from '../i18n/locales/de/customcommands.json' with { type: 'json' };
import deEconomy from '../i18n/locales/de/economy.json' with { type: 'json' };
import deEmbeds from '../i18n/locales/de/embeds.json' with { type: 'json' };
import deErrors from '../i18n/locales/de/errors.json' with { type: 'json' };
import deGeneral from '../i18n/locales/de/general.json' with { type: 'json' };
import deLive from '../i18n/locales/de/live.json' with { type: 'json' };
import deMembers from '../i18n/locales/de/members.json' with { type: 'json' };
import deOperations from '../i18n/locales/de/operations.json' with { type: 'json' };
import deServers from '../i18n/locales/de/servers.json' with { type: 'json' };
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
  de: {
    access: deAccess, announcements: deAnnouncements, customcommands: deCustomcommands, economy: deEconomy, embeds: deEmbeds, errors:
    deErrors, general: deGeneral, live: deLive, members: deMembers, operations: deOperations, servers: deServers, settings:
    deSettings, shop: deShop, tasks: deTasks, treasury: deTreasury,
  },
};

export const catalogues = new Catalogues(RESOURCES);
