import type { GivenValue, InteractRequest } from '../sandbox/interact/request.ts';
import { PARTS } from '../sandbox/demo.ts';
import type { StoredCommand, StoredMessage } from '../sandbox/model.ts';
import { usableComponents } from './components.ts';
import type { Usable } from './components.ts';
import { readUpload } from './files.ts';
import { formFields } from './modal.ts';
import { parseCommand, parseFields, suggestion } from './parse.ts';
import type { Parameter, Switches } from './parse.ts';
import { PlainError } from './sandbox-client.ts';
import type { SandboxClient } from './sandbox-client.ts';
import type { SandboxState } from '../sandbox/view.ts';
import { allCommands } from './usage.ts';

const ATTACHMENT = 11;
const FILE_UPLOAD = 19;

/** The parts of a request that the switches give. */
export function commonOf(switches: Switches): InteractRequest {
  const { as, locale, channel, repeat } = switches;
  return {
    ...(as === undefined ? {} : { as }), ...(locale === undefined ? {} : { locale }), ...(channel === undefined ? {} : { channel }),
    ...(repeat === undefined ? {} : { repeat }), ...(switches.dm ? { dm: true } : {}), ...(switches.unchecked ? { unchecked: true } : {}),
  };
}

function chatCommands(state: SandboxState): Parameter[] {
  return allCommands(state).filter((c) => c.type === 1) as Parameter[];
}

/** A slash command typed as words; files are given as option:path, or by --file to the first option that takes one. */
export function commandRequest(words: string[], state: SandboxState, files: string[] = []): InteractRequest {
  const parsed = parseCommand(words, chatCommands(state));
  const options: Record<string, GivenValue> = { ...parsed.options };
  const waiting = [...files];
  for (const { name } of parsed.parameters.filter((parameter) => parameter.type === ATTACHMENT)) {
    // `proof:file:./a.png` says the same as `proof:./a.png`.
    const path = parsed.options[name]?.replace(/^file:/, '') ?? waiting.shift();
    if (path !== undefined) options[name] = readUpload(path);
  }
  if (waiting.length > 0) throw new PlainError(`/${parsed.name} takes no ${files.length > waiting.length ? 'more files' : 'file'}`);
  return { command: { name: parsed.name, options } };
}

/** The choices for the option typed last. */
export function completeRequest(words: string[], state: SandboxState): InteractRequest {
  const { name, options, last } = parseCommand(words, chatCommands(state));
  return { autocomplete: { name, options, ...(last === undefined ? {} : { focused: last }) } };
}

/** A context menu: user "View wallet" @mika, or message "…" id. */
export function menuRequest(kind: 'user' | 'message', words: string[], state: SandboxState): InteractRequest {
  const [name, target] = words;
  const type = kind === 'user' ? 2 : 3;
  const menus = allCommands(state).filter((c: StoredCommand) => c.type === type).map((c) => c.name);
  if (name === undefined || target === undefined) throw new PlainError(`${kind} "NAME" ${kind === 'user' ? '@member' : 'ID'}; names: ${menus.join(', ') || 'none registered'}`);
  if (!menus.some((menu) => menu.toLowerCase() === name.toLowerCase())) throw new PlainError(`there is no menu "${name}"${suggestion(name, menus) || `; there are: ${menus.join(', ') || 'none'}`}`);
  return { command: { name, type, target } };
}

/** Who acts on a reply: --as, or whoever acted last. */
export function actorOf(state: SandboxState, switches: Switches): string {
  const name = (switches.as ?? '').replace(/^@/, '').toLowerCase();
  if (name === '') return state.last_actor ?? PARTS['member'] ?? '';
  const user = state.users.find((u) => u.id === name || u.username.toLowerCase() === name || u.global_name?.toLowerCase() === name);
  return user?.id ?? PARTS[name] ?? '';
}

/** The message that press and select mean: --message, or the actor's last reply. */
export async function targetMessage(client: SandboxClient, state: SandboxState, switches: Switches): Promise<StoredMessage> {
  const id = switches.message ?? state.last_replies[actorOf(state, switches)];
  if (id === undefined) throw new PlainError('there is no reply yet: run a command first, or give --message ID');
  return client.message(id);
}

function find(stored: StoredMessage, wanted: string, select: boolean): Usable {
  const usable = usableComponents(stored.message.components).filter((c) => c.select === select);
  const found = usable.find((c) => String(c.number) === wanted)
    ?? usable.find((c) => c.label.toLowerCase() === wanted.toLowerCase() || c.customId === wanted)
    ?? usable.find((c) => wanted !== '' && !/^\d+$/.test(wanted) && c.label.toLowerCase().includes(wanted.toLowerCase()));
  if (found !== undefined) return found;
  const what = select ? 'select' : 'button';
  throw new PlainError(usable.length === 0 ? `that message has no ${what}` : `no ${what} "${wanted}"; there are ${usable.map((c) => `${c.number} ${c.label}`).join(', ')}`);
}

/** A pressed button. */
export function pressRequest(stored: StoredMessage, words: string[]): InteractRequest {
  return { component: { message: stored.message.id, custom_id: find(stored, words.join(' '), false).customId } };
}

/** A used select: its number or label, then values. */
export function selectRequest(stored: StoredMessage, words: string[]): InteractRequest {
  const only = usableComponents(stored.message.components).filter((c) => c.select);
  const [first = '', ...rest] = words;
  // With one select its number may be left out.
  const implied = only.length === 1 && rest.length === 0 && String(only[0]?.number) !== first;
  const chosen = implied ? only[0] : find(stored, first, true);
  return { component: { message: stored.message.id, custom_id: chosen?.customId ?? '', values: implied ? words : rest } };
}

/** A filled form: fields by custom_id, label or number; several values are separated by commas, files are paths. */
export function submitRequest(words: string[], state: SandboxState, switches: Switches): InteractRequest {
  const modal = state.modals[actorOf(state, switches)];
  if (modal === undefined) throw new PlainError('no form is open: a command or button has to show one first');
  const form = formFields(modal.data.components);
  const fields: Record<string, GivenValue> = {};
  for (const [name, value] of Object.entries(parseFields(words))) {
    const field = form.find((f) => f.customId === name || f.label.toLowerCase() === name.toLowerCase()) ?? form[Number(name) - 1];
    if (field === undefined) throw new PlainError(`the form has no field "${name}"; fields: ${form.map((f) => f.customId).join(', ')}`);
    if (field.type === FILE_UPLOAD) fields[field.customId] = value.replace(/^file:/, '').split(',').map(readUpload);
    else fields[field.customId] = field.type === 4 || field.type === 23 ? value : value.split(',');
  }
  const { files = [] } = switches;
  if (files.length > 0) {
    const field = form.find((f) => f.type === FILE_UPLOAD && fields[f.customId] === undefined);
    if (field === undefined) throw new PlainError('the form has no field for a file');
    fields[field.customId] = files.map(readUpload);
  }
  return { modal: { fields } };
}
