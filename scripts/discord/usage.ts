import type { OptionDefinition } from '../sandbox/interact/options.ts';
import type { StoredCommand } from '../sandbox/model.ts';
import { PARTS } from '../sandbox/demo.ts';
import type { SandboxState } from '../sandbox/view.ts';
import { cells, pad, paint, wrap } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const TYPES = ['', '', '', 'text', 'integer', 'true/false', 'member', 'channel', 'role', 'member or role', 'number', 'file path'];

const EXAMPLES: [string, string][] = [
  ['/daily --as mika', 'a command, as a member'],
  ['/pay user:@mika amount:50 note:"for lunch"', 'options by name'],
  ['/pay @mika 50', 'or in their order'],
  ['press 2', 'a button of the last reply, by number or label'],
  ['select 1 weekly', 'choices of a select'],
  ['submit reason="too late"', 'the form last shown'],
  ['complete /receipt id:1', 'autocomplete choices'],
  ['user "View wallet" @jonas', 'a context menu on a member, or on a message by its id'],
  ['messages general', 'what a channel shows'],
  ['inbox --as mika', "a member's direct messages"],
  ['help /pay', 'the options of a command'],
];

function optionText(option: OptionDefinition): string {
  const name = `${option.name}:${TYPES[option.type] ?? ''}`;
  return option.required ? name : `[${name}]`;
}

/** Every executable form of a command: "/eco give" with its options and description. */
function commandForms(command: StoredCommand): { form: string; description: string; options: OptionDefinition[] }[] {
  if (command.type === 2) return [{ form: `user "${command.name}" @member`, description: 'context menu', options: [] }];
  if (command.type === 3) return [{ form: `message "${command.name}" <id>`, description: 'context menu', options: [] }];
  const walk = (name: string, description: string, options: OptionDefinition[]): ReturnType<typeof commandForms> => {
    if (options.some((o) => o.type <= 2)) return options.flatMap((o) => walk(`${name} ${o.name}`, o.description, o.options ?? []));
    return [{ form: [name, ...options.map(optionText)].join(' '), description, options }];
  };
  return walk(`/${command.name}`, command.description, (command.options ?? []) as OptionDefinition[]);
}

function table(rows: [string, string][], terminal: Terminal): string[] {
  const left = Math.min(44, Math.max(...rows.map(([first]) => cells(first))) + 2);
  return rows.flatMap(([first, second]) => {
    const lines = wrap(second, Math.max(20, terminal.width - left - 2));
    if (cells(first) + 1 > left) return [`  ${first}`, ...lines.map((line) => `  ${' '.repeat(left)}${paint(terminal, 'dim', line)}`)];
    return lines.map((line, index) => `  ${pad(index === 0 ? first : '', left)}${paint(terminal, 'dim', line)}`);
  });
}

/** All commands registered at the stand-in. */
export function allCommands(state: SandboxState): StoredCommand[] {
  return Object.values(state.commands).flat();
}

/** How the client is used, who is there and which commands are registered. */
export function renderUsage(state: SandboxState, terminal: Terminal): string[] {
  const title = (text: string): string => paint(terminal, 'bold', text);
  const guild = state.guilds[0];
  const parts = (id: string): string[] => Object.entries(PARTS).filter(([name, user]) => user === id && name !== 'mod').map(([name]) => name);
  const people = (guild?.members ?? []).map((member): [string, string] => {
    const user = state.users.find((u) => u.id === member.user_id);
    const roles = member.roles.map((id) => guild?.roles.find((r) => r.id === id)?.name ?? id);
    return [user?.username ?? member.user_id, [...parts(member.user_id).map((p) => `--as ${p}`), ...roles, user?.bot ? 'a bot' : '', user?.locale ?? ''].filter(Boolean).join(' · ')];
  });
  const commands = allCommands(state).flatMap(commandForms).map((c): [string, string] => [c.form, c.description]);
  return [
    title('npm run discord -- …'), ...table(EXAMPLES, terminal),
    paint(terminal, 'dim', '  --as NAME (member unless told; press, select and submit: whoever acted last)  --channel NAME  --dm  --locale de'),
    paint(terminal, 'dim', '  --message ID  --repeat 20 (the same interaction again)  --unchecked (skip the checks of Discord itself)  --json  --file PATH'),
    '', title(guild?.name ?? 'Members'), ...table(people, terminal),
    '', title('Channels'), `  ${state.channels.filter((c) => c.name !== undefined).map((c) => `#${c.name ?? ''}`).join('  ')}`,
    '', title('Commands'), ...(commands.length > 0 ? table(commands, terminal) : ['  none registered yet: npm start registers them']),
  ];
}

/** One command's forms and the options of each. */
export function renderCommandHelp(command: StoredCommand, terminal: Terminal): string[] {
  return commandForms(command).flatMap(({ form, description, options }) => [
    paint(terminal, 'bold', form), `  ${description}`,
    ...table(options.map((o): [string, string] => [
      `${o.name}${o.required ? '' : '?'}`,
      [o.description, TYPES[o.type] ?? '', o.choices?.length ? `one of ${o.choices.map((c) => c.name).join(', ')}` : '', o.autocomplete ? 'completes' : ''].filter(Boolean).join(' · '),
    ]), terminal),
  ]);
}
