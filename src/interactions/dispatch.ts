import type { CommandRules } from '../define/command.ts';
import { splitId } from '../define/component.ts';
import type { Context } from '../define/context.ts';
import { readUser, type Options } from '../define/options.ts';
import type { Registry } from '../define/registry.ts';
import { Replan } from '../define/replan.ts';
import type { Reply } from '../define/reply.ts';
import { AppError } from '../kernel/errors.ts';
import { REPLAN_MAX } from '../kernel/limits.ts';
import { isSnowflake } from '../kernel/snowflake.ts';
import { filledForm } from './fields.ts';
import type { Interaction, RawOption } from './parse.ts';

/** What is to be run, with the rules that hold for it. */
export interface Runnable {
  /** `/pay`, `button:history`: for rate windows, fingerprints and logs. */
  name: string;
  feature: string;
  rules: CommandRules;
  /** What was asked, for the fingerprint: the same interaction must ask the same. */
  asked: unknown;
  run(ctx: Context): Promise<Reply>;
}

/** Makes the context of one attempt: admits, checks permission and pauses. Given by app/. */
export type ContextMaker = (interaction: Interaction, runnable: Runnable, attempt: { admitted: boolean }) => Promise<Context>;

/** Finds what an interaction asks for. Throws AppError `not_found` for what this version does not know. */
export function runnableFor(interaction: Interaction, registry: Registry): Runnable {
  if (interaction.type === 3) return componentFor(interaction, registry);
  if (interaction.type === 5) return modalFor(interaction, registry);
  const { data } = interaction;
  return data.type === 2 ? menuFor(interaction, registry) : commandFor(interaction, registry);
}

function commandFor(interaction: Interaction, registry: Registry): Runnable {
  const { data } = interaction;
  const { path, options: raw } = commandPath(data.name ?? '', data.options);
  const found = registry.commands.get(path);
  if (!found && data.guild_id !== undefined) return guildCommandFor(interaction, registry, raw);
  if (!found) throw new AppError('not_found', 'errors.unknown_command');
  const { declared, feature } = found;
  return {
    name: `/${path}`, feature, rules: declared, asked: [path, raw.map(({ name, value }) => [name, value])],
    run: (ctx) => declared.run(ctx, readOptions(declared.options, raw, data.resolved ?? {})),
  };
}

/** A command that a server has registered for itself. Only the rows know whether it is still there. */
function guildCommandFor({ data, guildId }: Interaction, { guildCommands }: Registry, raw: RawOption[]): Runnable {
  const { name = '' } = data;
  if (!guildCommands || data.guild_id !== guildId) throw new AppError('not_found', 'errors.unknown_command');
  const { declared, feature } = guildCommands;
  return {
    name: `/${name}`, feature, rules: declared, asked: [name, raw.map((option) => [option.name, option.value])],
    run: (ctx) => declared.run(ctx, { name, values: Object.fromEntries(raw.map((option) => [option.name, option.value])) }),
  };
}

function menuFor({ data }: Interaction, registry: Registry): Runnable {
  const found = registry.userCommands.get(data.name ?? '');
  if (!found || !isSnowflake(data.target_id)) throw new AppError('not_found', 'errors.unknown_command');
  const target = data.target_id;
  return {
    name: `menu:${found.declared.name}`, feature: found.feature, rules: found.declared, asked: [data.name, target],
    run: (ctx) => found.declared.run(ctx, readUser(target, data.resolved ?? {})),
  };
}

function componentFor({ data, invokerId }: Interaction, registry: Registry): Runnable {
  const id = splitId(data.custom_id ?? '');
  const found = id && registry.components.get(`${id.key}.${id.version}`);
  if (!found) throw new AppError('not_found', 'errors.expired_button');
  const values = Array.isArray(data.values) ? data.values.map(String).slice(0, 25) : [];
  return {
    name: `button:${id.key}`, feature: found.feature, rules: found.declared, asked: [data.custom_id, values],
    run: (ctx) => found.declared.press(ctx, id.encoded, { values, invokerId }),
  };
}

function modalFor({ data }: Interaction, registry: Registry): Runnable {
  const id = splitId(data.custom_id ?? '');
  const found = id && registry.modals.get(`${id.key}.${id.version}`);
  if (!found) throw new AppError('not_found', 'errors.expired_button');
  const form = filledForm(data.components, data.resolved ?? {});
  return {
    name: `form:${id.key}`, feature: found.feature, rules: found.declared, asked: [data.custom_id, form.fields, Object.values(form.files).map((files) => files.map((file) => file.id))],
    run: (ctx) => found.declared.submit(ctx, id.encoded, form),
  };
}

/** Runs it; where the plan was made on old state, again on fresh state. */
export async function run(interaction: Interaction, runnable: Runnable, contextFor: ContextMaker): Promise<Reply> {
  for (let attempt = 1, admitted = false; ; attempt += 1) {
    try {
      return await runnable.run(await contextFor(interaction, runnable, { admitted }));
    } catch (error) {
      if (!(error instanceof Replan)) throw error;
      if (attempt >= REPLAN_MAX) throw new AppError('conflict', 'errors.busy');
      admitted ||= error.admitted;
    }
  }
}

/** `eco` with a subcommand option is `eco give`; the options are those of what runs. */
export function commandPath(name: string, options: RawOption[] | undefined): { path: string; options: RawOption[] } {
  const list = Array.isArray(options) ? options : [];
  const [first] = list;
  if (first && (first.type === 1 || first.type === 2)) {
    const inner = commandPath(String(first.name), first.options);
    return { path: `${name} ${inner.path}`, options: inner.options };
  }
  return { path: name, options: list };
}

function readOptions(declared: Options, raw: RawOption[], resolved: Parameters<Options[string]['read']>[1]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(declared)) {
    const given = raw.find((candidate) => candidate.name === name);
    if (given) values[name] = option.read(given.value, resolved);
    else if (option.required) throw new AppError('invalid', 'errors.option_missing', { option: name });
  }
  return values;
}
