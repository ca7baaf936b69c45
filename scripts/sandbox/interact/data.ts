import { INTERACTION } from '../limits/response.ts';
import type { Dict, StoredCommand, StoredGuild, StoredUser } from '../model.ts';
import { permissionsOf } from '../permissions.ts';
import type { World } from '../world.ts';
import { buildOptions, isRaw, leafOf, nestOptions } from './options.ts';
import { Refusal } from './request.ts';
import type { InteractRequest } from './request.ts';
import type { Resolver } from './resolve.ts';

/** Where an interaction happens. */
export interface Place {
  world: World;
  user: StoredUser;
  guild: StoredGuild | undefined;
}

/** An interaction's type and data, and what the stand-in must know to judge the answer. */
export interface Content {
  type: number;
  data?: Dict;
  name?: string;
  focusedType?: number;
  /** The message that a component belongs to. */
  source?: string;
}

function commandsAt({ world, guild }: Place): StoredCommand[] {
  const global = world.state.commands['global'] ?? [];
  return guild === undefined ? global : [...(world.state.commands[guild.id] ?? []), ...global];
}

function assertOffered(place: Place, command: StoredCommand): void {
  const { guild, user } = place;
  if (guild === undefined) {
    const contexts: number[] = command.contexts ?? (command.dm_permission === false ? [0] : [0, 1]);
    if (!contexts.includes(1)) throw new Refusal([`Discord offers "${command.name}" in servers only`]);
    return;
  }
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined) return;
  const held = permissionsOf(guild, user.id);
  if ((held & BigInt(needed)) !== BigInt(needed) || (needed === '0' && (held & 8n) === 0n)) {
    throw new Refusal([`Discord does not show "${command.name}" to ${user.username}: it needs permissions ${needed}`]);
  }
}

function findCommand(place: Place, name: string, type: number, unchecked: boolean): { command: StoredCommand; rest: string[] } {
  const words = name.replace(/^\//, '').trim().split(/\s+/);
  const wanted = type === 1 ? words[0] ?? '' : name;
  const command = commandsAt(place).find((c) => c.type === type && c.name.toLowerCase() === wanted.toLowerCase());
  if (command === undefined) throw new Refusal([`there is no command "${wanted}"`]);
  if (!unchecked) assertOffered(place, command);
  return { command, rest: type === 1 ? words.slice(1) : [] };
}

function base(command: StoredCommand): Dict {
  return { id: command.id, name: command.name, type: command.type, ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }) };
}

/** The content of a slash command, a context menu or an autocomplete request. */
export function commandContent(place: Place, request: InteractRequest, resolver: Resolver): Content {
  const asked = request.command ?? request.autocomplete;
  if (asked === undefined) throw new Refusal(['nothing to do: give command, autocomplete, component, modal or ping']);
  const target = request.command?.target;
  const type = request.command?.type ?? 1;
  const unchecked = request.unchecked ?? false;
  const { command, rest } = findCommand(place, asked.name, type, unchecked);
  if (type !== 1) {
    const id = target === undefined ? undefined : type === 2 ? resolver.user(target) : resolver.message(target);
    if (id === undefined) throw new Refusal([`"${command.name}" needs a ${type === 2 ? 'member' : 'message'}; there is none "${target ?? ''}"`]);
    return { type: INTERACTION.command, name: command.name, data: { ...base(command), target_id: id, resolved: resolver.resolved } };
  }
  const kind = request.autocomplete === undefined ? INTERACTION.command : INTERACTION.autocomplete;
  if (isRaw(asked.options)) return { type: kind, name: command.name, data: { ...base(command), options: asked.options } };
  const { path, options: definitions } = leafOf(command, rest);
  const focused = request.autocomplete === undefined ? undefined
    : definitions.find((o) => (request.autocomplete?.focused === undefined ? o.autocomplete : o.name === request.autocomplete.focused));
  if (request.autocomplete !== undefined && !focused?.autocomplete) throw new Refusal([`no option of /${asked.name} autocompletes${request.autocomplete.focused === undefined ? '' : ` by the name "${request.autocomplete.focused}"`}`]);
  const options = nestOptions(path, buildOptions(definitions, asked.options ?? {}, resolver, { unchecked, ...(focused ? { focused: focused.name } : {}) }));
  const resolved = resolver.resolved;
  return {
    type: kind, name: [command.name, ...path.map((p) => p.name)].join(' '), ...(focused ? { focusedType: focused.type } : {}),
    data: { ...base(command), ...(options.length > 0 ? { options } : {}), ...(resolved ? { resolved } : {}) },
  };
}
