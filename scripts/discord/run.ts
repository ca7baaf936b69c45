import type { InteractRequest } from '../sandbox/interact/request.ts';
import type { MarkdownContext } from './markdown.ts';
import { renderMessage } from './message.ts';
import { parseArguments, suggestion } from './parse.ts';
import type { Switches } from './parse.ts';
import { finalReply, renderOutcome } from './reply.ts';
import { actorOf, commandRequest, commonOf, completeRequest, menuRequest, pressRequest, selectRequest, submitRequest, targetMessage } from './requests.ts';
import { PlainError } from './sandbox-client.ts';
import type { SandboxClient } from './sandbox-client.ts';
import type { SandboxState } from '../sandbox/view.ts';
import type { Terminal } from './terminal.ts';
import { allCommands, renderCommandHelp, renderUsage } from './usage.ts';

const SHOWN_MESSAGES = 20;

interface Session {
  client: SandboxClient;
  state: SandboxState;
  switches: Switches;
  context: MarkdownContext;
}

export interface Output {
  lines: string[];
  /** Exit status: 1 when something was refused or broken. */
  code: number;
}

function contextOf(state: SandboxState, switches: Switches, terminal: Terminal): MarkdownContext {
  const named = <T>(list: T[], id: (item: T) => string, name: (item: T) => string | undefined | null): Record<string, string> =>
    Object.fromEntries(list.map((item) => [id(item), name(item) ?? id(item)]));
  const actor = state.users.find((u) => u.id === actorOf(state, switches));
  return {
    terminal, now: Date.now(), locale: switches.locale ?? actor?.locale ?? 'en-US',
    names: {
      users: named(state.users, (u) => u.id, (u) => u.global_name ?? u.username),
      roles: named(state.guilds.flatMap((g) => g.roles), (r) => r.id, (r) => r.name.replace(/^@/, '')),
      channels: named(state.channels, (c) => c.id, (c) => c.name),
    },
  };
}

async function act({ client, switches, context }: Session, request: InteractRequest): Promise<Output> {
  const outcome = await client.interact({ ...commonOf(switches), ...request });
  const code = outcome.problems.length > 0 || outcome.equal === false ? 1 : 0;
  const { stored, late } = await finalReply(client, outcome);
  if (switches.json) return { lines: [JSON.stringify({ ...outcome, message: stored }, null, 2)], code };
  return { lines: renderOutcome(outcome, stored, late, context), code: late ? 1 : code };
}

async function show({ client, context, switches }: Session, query: { channel?: string; as?: string }): Promise<Output> {
  const { messages } = await client.messages(query);
  if (switches.json) return { lines: [JSON.stringify(messages, null, 2)], code: 0 };
  if (messages.length === 0) return { lines: ['nothing here yet'], code: 0 };
  return { lines: messages.slice(-SHOWN_MESSAGES).flatMap((m, index) => [...(index > 0 ? [''] : []), ...renderMessage(m, context)]), code: 0 };
}

function help({ state, context }: Session, words: string[]): Output {
  if (words.length === 0) return { lines: renderUsage(state, context.terminal), code: 0 };
  const wanted = (words[0] ?? '').replace(/^\//, '').toLowerCase();
  const command = allCommands(state).find((c) => c.name.toLowerCase() === wanted);
  if (command === undefined) throw new PlainError(`there is no command /${wanted}${suggestion(wanted, allCommands(state).map((c) => c.name), '/')}`);
  return { lines: renderCommandHelp(command, context.terminal), code: 0 };
}

/** The last reply's actor is the person who presses, selects or submits. */
function asActor(session: Session, request: InteractRequest): Promise<Output> {
  const as = actorOf(session.state, session.switches) || session.switches.as;
  return act({ ...session, switches: { ...session.switches, ...(as === undefined ? {} : { as }) } }, request);
}

/** Verbs that act on the last reply. */
const FOLLOWING = new Set(['press', 'select', 'submit']);

const VERBS: Record<string, (session: Session, words: string[]) => Output | Promise<Output>> = {
  press: async (s, words) => asActor(s, pressRequest(await targetMessage(s.client, s.state, s.switches), words)),
  select: async (s, words) => asActor(s, selectRequest(await targetMessage(s.client, s.state, s.switches), words)),
  submit: (s, words) => asActor(s, submitRequest(words, s.state, s.switches)),
  complete: (s, words) => act(s, completeRequest(words, s.state)),
  user: (s, words) => act(s, menuRequest('user', words, s.state)),
  message: (s, words) => act(s, menuRequest('message', words, s.state)),
  messages: (s, words) => show(s, { channel: words[0] ?? s.switches.channel ?? 'general', ...(s.switches.as === undefined ? {} : { as: s.switches.as }) }),
  inbox: (s) => show(s, { as: s.switches.as ?? 'member' }),
  help,
};

/** Does what a command line of the terminal client says and gives what it prints. */
export async function run(client: SandboxClient, given: string[], terminal: Terminal): Promise<Output> {
  const { words, switches } = parseArguments(given);
  const state = await client.state();
  const [first, ...rest] = words;
  // Only what answers a reply goes on as whoever acted last; a command is the member's.
  const reader = FOLLOWING.has(first ?? '') ? switches : { ...switches, as: switches.as ?? 'member' };
  const session = { client, state, switches, context: contextOf(state, reader, terminal) };
  if (first === undefined) return help(session, []);
  if (first.startsWith('/')) return act(session, commandRequest(words, state, switches.files));
  const verb = Object.hasOwn(VERBS, first) ? VERBS[first] : undefined;
  if (verb !== undefined) return verb(session, rest);
  if (allCommands(state).some((c) => c.name === first.toLowerCase())) return act(session, commandRequest(words, state, switches.files));
  throw new PlainError(`"${first}" is neither a command nor a verb${suggestion(first, Object.keys(VERBS)) || '; npm run discord shows both'}`);
}
