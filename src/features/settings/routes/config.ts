import type { APIGuild } from 'discord-api-types/v10';
import type * as z from 'zod';
import { guildRoute, ok, type Answer, type ApiContext } from '../../../define/route.ts';
import { staleness } from '../../../define/versions.ts';
import { assertRole, assertTextChannel, readGuild, readGuildView } from '../../../discord/guild-view.ts';
import { AppError } from '../../../kernel/errors.ts';
import { BOARDS, LEVELS, type Settings } from '../../../kernel/settings.ts';
import { changedSections, keepDraft, keptSettings } from '../change.ts';
import { checkedIcon, checkedSymbol, checkedZone } from '../checks.ts';
import { SECTIONS } from '../sections.ts';
import { configBody, configShape, type Kept } from './config-body.ts';
import { configPatch, patched } from './patch.ts';

/** What Discord says of the server; the settings can be read without it. */
async function guildOrNull(ctx: ApiContext): Promise<APIGuild | null> {
  try {
    return await readGuild(ctx);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function answered(ctx: ApiContext, kept: Kept): Promise<Answer<z.input<typeof configShape>>> {
  return ok(configBody(ctx.guildId, kept, await guildOrNull(ctx)), { version: kept.version });
}

/** Every setting. The ETag is the settings' version. */
export const getConfig = guildRoute({
  method: 'GET', path: '/api/:server_id/config', access: 'staff',
  summary: 'The settings of a server',
  reply: configShape,
  async run(ctx) {
    return answered(ctx, { settings: ctx.settings, version: ctx.settingsVersion });
  },
});

/** Changes what the body names and leaves the rest. A body that changes nothing is answered like one that does. */
export const putConfig = guildRoute({
  method: 'PUT', path: '/api/:server_id/config', access: 'admin',
  summary: 'Change settings of a server',
  body: configPatch,
  reply: configShape,
  async run(ctx, { body }) {
    const stale = staleness(ctx, ctx.settingsVersion);
    if (stale) return answered(ctx, keptSettings(await ctx.ledger.refuse('config', stale)));
    const draft = patched(ctx.settings, body);
    checkValues(ctx.settings, draft);
    await checkPlaces(ctx, draft);
    const sections = changedSections(ctx.settings, draft, SECTIONS);
    const kept = sections.length === 0
      ? { settings: ctx.settings, version: ctx.settingsVersion }
      : keptSettings(await keepDraft(ctx, draft, sections));
    return answered(ctx, kept);
  },
});

/** What /config checks while it reads its options. */
function checkValues(before: Settings, draft: Settings): void {
  const { currency, locale } = draft;
  if (currency.symbol !== before.currency.symbol) checkedSymbol(currency.symbol);
  if (currency.icon !== before.currency.icon) checkedIcon(currency.icon);
  if (locale.timezone !== before.locale.timezone) locale.timezone = checkedZone(locale.timezone);
}

/**
 * Channels and roles that were not set before have to be this server's: Discord does not choose them here, and the bot can
 * write in other servers' channels too.
 */
async function checkPlaces(ctx: ApiContext, draft: Settings): Promise<void> {
  const known = new Set<unknown>([...channelsOf(ctx.settings), ...rolesOf(ctx.settings)]);
  const channels = channelsOf(draft).filter((channel) => !known.has(channel));
  const roles = rolesOf(draft).filter((role) => !known.has(role));
  if (roles.includes(ctx.guildId)) throw new AppError('invalid', 'settings.everyone');
  if (channels.length === 0 && roles.length === 0) return;
  const view = await readGuildView(ctx);
  for (const channel of channels) assertTextChannel(view, channel);
  for (const role of roles) assertRole(view, role);
}

const channelsOf = ({ channels }: Settings): string[] => Object.values(channels).flatMap((channel) => channel ?? []);
const rolesOf = ({ roles, exclude }: Settings): string[] => [...LEVELS.flatMap((level) => roles[level]), ...BOARDS.flatMap((board) => exclude[board].roles)];
