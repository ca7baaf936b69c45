import { failure } from '../errors.ts';
import { checkCommand, COMMAND } from '../limits/command.ts';
import { Field, Problems } from '../limits/fields.ts';
import type { Dict, StoredCommand } from '../model.ts';
import { botRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';
import { snowflake } from '../snowflake.ts';
import { own } from '../world.ts';

const DAY_MS = 86_400_000;

/** Where a call's commands live: "global" or the guild's id. */
function scopeOf(call: Call): string {
  if (call.params['application_id'] !== call.identity.applicationId) throw failure(10002);
  const guildId = call.params['guild_id'];
  if (guildId === undefined) return 'global';
  if (own(call.world.state.guilds, guildId)?.members[call.identity.applicationId] === undefined) throw failure(50001);
  return guildId;
}

function registered(call: Call): StoredCommand[] {
  return (call.world.state.commands[scopeOf(call)] ??= []);
}

function shown(command: StoredCommand): Dict {
  const { created_at: _, ...rest } = command;
  return rest;
}

/** The definition as Discord completes it, without id and version. */
function completed(call: Call, given: Dict): Dict {
  const scope = scopeOf(call);
  const permissions = given['default_member_permissions'];
  return {
    application_id: call.identity.applicationId, type: 1, name_localizations: null, description: '', description_localizations: null,
    nsfw: false, ...(scope === 'global' ? { dm_permission: true, integration_types: [0], contexts: null } : { guild_id: scope }),
    ...Object.fromEntries(Object.entries(given).filter(([key]) => key !== 'id')),
    default_member_permissions: permissions == null ? null : String(permissions),
  };
}

function sameDefinition(command: StoredCommand, definition: Dict): boolean {
  const { id: _id, version: _version, ...rest } = shown(command);
  const sorted = (value: Dict): string => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(rest) === sorted(definition);
}

/** Stores a definition under an existing command of that name and type, or as a new one; what is unchanged keeps its version. */
function save(call: Call, given: Dict): { command: StoredCommand; created: boolean } {
  const definition = completed(call, given);
  const existing = registered(call).find((c) => c.name === definition['name'] && c.type === definition['type']);
  if (existing !== undefined && sameDefinition(existing, definition)) return { command: existing, created: false };
  const command = {
    id: existing?.id ?? snowflake(call.now), ...definition, version: snowflake(call.now), created_at: existing?.created_at ?? call.now,
  } as unknown as StoredCommand; // checkCommand looked at every field of this JSON
  return { command, created: existing === undefined };
}

function assertCounts(commands: { type: number }[]): void {
  const count = (type: number): number => commands.filter((c) => c.type === type).length;
  if (count(1) > COMMAND.chat || count(2) > COMMAND.user || count(3) > COMMAND.message) throw failure(30032);
}

function countCreations(call: Call, created: number): void {
  const scope = scopeOf(call);
  const today = (call.world.state.command_creations[scope] ?? []).filter((at) => call.now - at < DAY_MS);
  if (today.length + created > COMMAND.newPerDay) throw failure(30034);
  call.world.state.command_creations[scope] = [...today, ...Array<number>(created).fill(call.now)];
}

function create(call: Call): Answer {
  const problems = new Problems();
  const commands = registered(call);
  checkCommand(new Field(problems, call.body));
  problems.throwIfAny();
  const { command, created } = save(call, call.body);
  const others = commands.filter((c) => c.id !== command.id);
  assertCounts([...others, command]);
  countCreations(call, created ? 1 : 0);
  call.world.state.commands[scopeOf(call)] = [...others, command];
  call.world.touch();
  return { status: created ? 201 : 200, body: shown(command) };
}

function replaceAll(call: Call): Answer {
  scopeOf(call);
  const problems = new Problems();
  const seen = new Set<string>();
  for (const command of new Field(problems, call.list).items(COMMAND.chat + COMMAND.user + COMMAND.message)) {
    checkCommand(command);
    const key = `${Number(command.at('type').value ?? 1)} ${String(command.at('name').value)}`;
    if (seen.has(key)) command.at('name').fail('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    seen.add(key);
  }
  problems.throwIfAny();
  const saved = call.list.map((given) => save(call, given as Dict));
  assertCounts(saved.map((s) => s.command));
  countCreations(call, saved.filter((s) => s.created).length);
  call.world.state.commands[scopeOf(call)] = saved.map((s) => s.command);
  call.world.touch();
  return { status: 200, body: saved.map((s) => shown(s.command)) };
}

function one(call: Call): StoredCommand {
  const command = registered(call).find((c) => c.id === call.params['command_id']);
  if (command === undefined) throw failure(10063);
  return command;
}

function edit(call: Call): Answer {
  const existing = one(call);
  const { id: _id, version: _version, application_id: _application, guild_id: _guild, ...fields } = shown(existing);
  const definition = { ...fields, ...call.body };
  const problems = new Problems();
  checkCommand(new Field(problems, definition));
  problems.throwIfAny();
  const clash = registered(call).some((c) => c !== existing && c.name === definition['name'] && c.type === existing.type);
  if (clash) {
    problems.add(['name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    problems.throwIfAny();
  }
  Object.assign(existing, completed(call, definition), { version: snowflake(call.now) });
  call.world.touch();
  return { status: 200, body: shown(existing) };
}

function remove(call: Call): Answer {
  const { id } = one(call);
  call.world.state.commands[scopeOf(call)] = registered(call).filter((c) => c.id !== id);
  call.world.touch();
  return { status: 204 };
}

export const commandRoutes: Route[] = ['/applications/{application_id}/commands', '/applications/{application_id}/guilds/{guild_id}/commands'].flatMap(
  (base) => [
    botRoute('GET', base, (call) => ({ status: 200, body: registered(call).map(shown) })),
    botRoute('POST', base, create),
    botRoute('PUT', base, replaceAll),
    botRoute('GET', `${base}/{command_id}`, (call) => ({ status: 200, body: shown(one(call)) })),
    botRoute('PATCH', `${base}/{command_id}`, edit),
    botRoute('DELETE', `${base}/{command_id}`, remove),
  ],
);
