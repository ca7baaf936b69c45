import type { Actor, Context, LedgerDoor } from '../define/context.ts';
import { mayDo } from '../define/permission.ts';
import type { Registry } from '../define/registry.ts';
import { readClient } from '../db/client.ts';
import { databaseNamed } from '../db/placement.ts';
import { DiscordRest } from '../discord/rest.ts';
import type { Admission } from '../guild/protocol.ts';
import { inspectGuild } from '../guild/inspection.stub.ts';
import { guildStub, type GuildStub } from '../guild/stub.ts';
import { languageOf } from '../kernel/language.ts';
import type { ContextMaker, Runnable } from '../interactions/dispatch.ts';
import type { Interaction } from '../interactions/parse.ts';
import type { Env } from '../kernel/env.ts';
import { AppError, type Refusal } from '../kernel/errors.ts';
import { BOARDS, FEATURES, type Settings } from '../kernel/settings.ts';
import { catalogues } from './catalogues.ts';
import { knownGuild, learnGuild, type KnownGuild } from './guild-cache.ts';
import { ledgerDoor, tooFast } from './ledger-door.ts';

const PER_MINUTE = 20;

/** Makes the context of one attempt at an interaction: admitted by the guild's object, allowed, not paused. */
export function interactionContexts(env: Env, registry: Registry, later: Context['later']): ContextMaker {
  return async (interaction, runnable, { admitted }) => {
    const { guildId, member } = interaction;
    if (!guildId || !member) throw new AppError('invalid', 'errors.guild_only');
    const stub = guildStub(env, guildId);
    const admission = admissionOf(interaction, runnable, knownGuild(guildId), admitted);
    const entered = await enter(guildId, stub, admission, runnable);
    const guild = entered.guild;
    if (!mayDo(runnable.rules.permission, member.permissions, member.roles, guild.settings)) {
      throw new AppError('forbidden', `errors.needs_${runnable.rules.permission}`);
    }
    const cause = { guild: guildId, key: `i:${interaction.id}`, actor: interaction.user.id, asked: [runnable.name, runnable.asked], admitted };
    const ledger = ledgerDoor({ ...cause, admission: { ...entered.admission, version: guild.version } }, stub);
    await gate(runnable, guild.settings, ledger);
    return contextOf({ env, registry, later, interaction, guild, ledger, runnable });
  };
}

function admissionOf(interaction: Interaction, { rules, name }: Runnable, known: KnownGuild | undefined, admitted: boolean): Admission {
  return {
    member: interaction.user.id, command: name, version: known?.version ?? null,
    // A member's own changes have the stricter window of the guild's settings.
    perMinute: admitted || rules.changes === 'own' ? null : (rules.perMinute ?? PER_MINUTE),
    changes: rules.changes === 'own' && !admitted,
    excluded: known ? excludedBoards(known.settings, interaction.member?.roles ?? []) : null,
  };
}

/** Boards that leave this member out by role; null on a server that excludes no roles. */
function excludedBoards({ exclude }: Settings, roles: string[]): string[] | null {
  const withRoles = BOARDS.filter((board) => exclude[board].roles.length > 0);
  if (withRoles.length === 0) return null;
  return withRoles.filter((board) => exclude[board].roles.some((role) => roles.includes(role)));
}

/** Admits by a call of its own, unless the command's one call does it on the way (`hot`) and the guild is known. */
async function enter(
  guildId: string, stub: GuildStub, admission: Admission, { rules }: Runnable,
): Promise<{ guild: KnownGuild; admission: Admission }> {
  const known = knownGuild(guildId);
  if (known && rules.hot) return { guild: known, admission };
  const ask = { ...admission, changes: false, ...(rules.hot ? { perMinute: null } : {}) };
  const answer = await stub.call('enter', { admission: ask });
  if (answer.status === 'limited') throw tooFast(answer.until);
  const guild = learnGuild(guildId, answer) ?? known;
  if (!guild) throw new Error('the guild object gave no settings');
  return { guild, admission: rules.hot ? admission : { ...admission, perMinute: null } };
}

/** Stops what is switched off or paused. For a change the refusal is remembered, unless its effect is already there. */
async function gate({ feature, rules, name }: Runnable, settings: Settings, ledger: LedgerDoor): Promise<void> {
  let refusal: Refusal | undefined;
  if (FEATURES.some((switched) => switched === feature && settings.off.includes(switched))) {
    refusal = { code: 'blocked', text: 'errors.feature_off' };
  }
  const pause = rules.pausable && settings.paused[rules.pausable];
  if (pause) refusal = { code: 'blocked', text: 'errors.paused', params: { reason: pause.reason } };
  if (!refusal) return;
  if (!rules.changes) throw AppError.from(refusal);
  await ledger.refuse(name, refusal);
}

interface ContextParts {
  env: Env;
  registry: Registry;
  later: Context['later'];
  interaction: Interaction;
  guild: KnownGuild;
  ledger: LedgerDoor;
  runnable: Runnable;
}

function contextOf({ env, registry, later, interaction, guild, ledger, runnable }: ContextParts): Context {
  const guildId = interaction.guildId ?? '';
  const { settings } = guild;
  const privateTexts = catalogues.texts(languageOf(interaction.locale), settings);
  const publicTexts = catalogues.texts(settings.locale.language, settings);
  const icon = interaction.guildIcon;
  return {
    guildId, channelId: interaction.channelId, interactionId: interaction.id, source: `discord:${runnable.name}`,
    actor: actorOf(interaction, settings),
    now: Date.now(), settings, settingsVersion: guild.version, privateTexts, publicTexts,
    texts: runnable.rules.reply === 'private' ? privateTexts : publicTexts,
    ledger,
    get db() {
      return readClient(databaseNamed(env, guild.database));
    },
    files: env.FILES,
    get rest() {
      return new DiscordRest(env);
    },
    guildIcon: icon ? `https://cdn.discordapp.com/icons/${guildId}/${icon}.png?size=128` : null,
    applicationId: env.DISCORD_APPLICATION_ID, version: env.COFFER_VERSION ?? 'development', catalogue: registry.catalogue,
    claimers: registry.claimers, env,
    later,
    async inspect() {
      const inspection = await inspectGuild(env, guildId);
      const started = Date.now();
      await databaseNamed(env, guild.database).prepare('SELECT 1').first();
      return { ...inspection, databaseMs: Date.now() - started };
    },
  };
}

function actorOf({ user, member }: Interaction, settings: Settings): Actor {
  const roles = member?.roles ?? [];
  return {
    id: user.id, name: member?.nick ?? user.global_name ?? user.username, avatar: user.avatar ?? null, roles,
    may: (permission) => mayDo(permission, member?.permissions ?? '0', roles, settings),
  };
}
