import type { ApiContext, AnyRoute, Call, Principal } from '../define/route.ts';
import { mayDo } from '../define/permission.ts';
import type { Asked } from '../api/door.ts';
import { readClient } from '../db/client.ts';
import { databaseNamed } from '../db/placement.ts';
import { DiscordRest } from '../discord/rest.ts';
import type { Rights } from '../features/access/index.ts';
import type { Admission } from '../guild/protocol.ts';
import { inspectGuild } from '../guild/inspection.stub.ts';
import { guildStub } from '../guild/stub.ts';
import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import { LEVELS, type Level } from '../kernel/settings.ts';
import { catalogues } from './catalogues.ts';
import { knownGuild, learnGuild, type KnownGuild } from './guild-cache.ts';
import { ledgerDoor, tooFast } from './ledger-door.ts';
import { registry } from './registry.ts';

/** Requests of one person a minute about one server. */
const PER_MINUTE = { read: 600, change: 120 };

const admissionOf = (principal: string, route: AnyRoute, version: number | null, admitted: boolean): Admission => {
  const change = route.method !== 'GET';
  return {
    member: principal, command: change ? 'api:change' : 'api:read', perMinute: admitted ? null : change ? PER_MINUTE.change : PER_MINUTE.read,
    changes: false, version, excluded: null,
  };
};

/** The server's settings as the object has them now. */
async function freshGuild(env: Env, guildId: string, admission: Admission): Promise<KnownGuild> {
  const known = knownGuild(guildId);
  const answer = await guildStub(env, guildId).call('enter', { admission: { ...admission, version: known?.version ?? null } });
  if (answer.status === 'limited') throw tooFast(answer.until);
  const guild = learnGuild(guildId, answer) ?? known;
  if (!guild) throw new Error('the guild object gave no settings');
  return guild;
}

/** Levels that somebody has in a server, highest first. */
export async function levelsIn(env: Env, guildId: string, { permissions, roles }: Rights): Promise<Level[]> {
  const { settings } = await freshGuild(env, guildId, { member: 'api', command: 'rights', perMinute: null, changes: false, version: null, excluded: null });
  return LEVELS.filter((level) => mayDo(level, permissions, roles, settings));
}

async function hasLevel(env: Env, guildId: string, wanted: readonly Level[], rights: Rights): Promise<boolean> {
  return (await levelsIn(env, guildId, rights)).some((level) => wanted.includes(level));
}

/** Whether somebody has any level in a server. */
export const isStaff = (env: Env, guildId: string, rights: Rights): Promise<boolean> => hasLevel(env, guildId, LEVELS, rights);

/** @throws AppError `forbidden` where the person has not the level that the route asks for */
export async function mayCall(env: Env, guildId: string, { access }: AnyRoute, rights: Rights): Promise<void> {
  const wanted = access === 'staff' ? LEVELS : LEVELS.filter((level) => level === access);
  if (await hasLevel(env, guildId, wanted, rights)) return;
  throw new AppError('forbidden', access === 'staff' ? 'errors.needs_staff' : `errors.needs_${access}`);
}

/** The context of one attempt at a request about a server: a feature's rules take it as they take an interaction. */
export async function apiContext(call: Call & { principal: Principal }, rights: Rights, asked: Asked): Promise<ApiContext> {
  const { env, principal } = call;
  const { route, guildId } = asked;
  const admission = admissionOf(principal.id, route, null, asked.admitted);
  const guild = await freshGuild(env, guildId, admission);
  const { settings } = guild;
  const texts = catalogues.texts(call.texts.language, settings);
  const cause = {
    guild: guildId, key: `h:${principal.id}:${asked.key}`, actor: principal.id, asked: [route.method, route.path, asked.input],
    admission: { ...admission, perMinute: null, version: guild.version },
  };
  return {
    ...call, texts, privateTexts: texts, publicTexts: catalogues.texts(settings.locale.language, settings),
    guildId, channelId: '', interactionId: `${principal.id}-${asked.key}`, source: `api:${route.method} ${route.path}`,
    actor: { id: principal.id, name: principal.name, avatar: principal.avatar, roles: rights.roles, may: (permission) => mayDo(permission, rights.permissions, rights.roles, settings) },
    settings, settingsVersion: guild.version,
    ledger: ledgerDoor(cause, guildStub(env, guildId)),
    db: readClient(databaseNamed(env, guild.database)),
    files: env.FILES, rest: new DiscordRest(env), guildIcon: null,
    applicationId: env.DISCORD_APPLICATION_ID, version: env.COFFER_VERSION ?? 'development', catalogue: registry.catalogue,
    claimers: registry.claimers,
    async inspect() {
      const inspection = await inspectGuild(env, guildId);
      const started = Date.now();
      await databaseNamed(env, guild.database).prepare('SELECT 1').first();
      return { ...inspection, databaseMs: Date.now() - started };
    },
  };
}
