import type { IncomingMessage } from 'node:http';
import { readBody } from './body.ts';
import type { Backend } from './discord-api.ts';
import { parseFaults } from './faults.ts';
import { interact } from './interact/interact.ts';
import type { Interactor } from './interact/interact.ts';
import type { GivenFile, InteractRequest } from './interact/request.ts';
import { storeMessage } from './messages.ts';
import type { Dict } from './model.ts';
import { userShape } from './shapes.ts';
import { directOf } from './rest/users.ts';
import { DIRECT } from './view.ts';
import { seenBy, viewOf } from './viewer.ts';
import { EVENT_TYPES, sendEvent, type EventRequest } from './webhook-events.ts';

/** A control call that cannot be carried out; told in one line with status 400. */
class ControlError extends Error {}

interface ControlCall {
  backend: Backend;
  interactor: Interactor;
  query: URLSearchParams;
  body: unknown;
}

type Control = (call: ControlCall) => unknown | Promise<unknown>;

function messages({ backend, query }: ControlCall): unknown {
  const { world } = backend;
  const as = query.get('as');
  const viewer = as === null ? undefined : world.findUser(as);
  const wanted = query.get('channel');
  const channel = wanted === null
    ? Object.values(world.state.channels).find((c) => c.type === 1 && c.recipient_id === viewer?.id)
    : world.findChannel(wanted);
  if (channel === undefined) {
    if (wanted === null && viewer !== undefined) return { channel: null, messages: [] };
    throw new ControlError(wanted === null ? `there is nobody called "${as ?? ''}"` : `there is no channel "${wanted}"`);
  }
  return { channel, messages: world.messages(channel.id).filter((stored) => seenBy(viewer, stored)) };
}

function message({ backend, query }: ControlCall): unknown {
  const stored = backend.world.findMessage(query.get('id') ?? '');
  if (stored === undefined) throw new ControlError(`there is no message ${query.get('id') ?? ''}`);
  return stored;
}

function view({ backend, query }: ControlCall): unknown {
  const user = backend.world.findUser(query.get('as') ?? 'member');
  if (user === undefined) throw new ControlError(`there is nobody called "${query.get('as') ?? ''}"`);
  const at = query.get('channel') ?? '';
  return viewOf(backend.world, user, at === DIRECT ? directOf(backend.world, user.id) : backend.world.findChannel(at));
}

/** A member's own words. No app hears of them: the bot has no gateway connection for messages. */
function say({ backend, body }: ControlCall): unknown {
  const { world } = backend;
  const { as, channel: where, content } = body as Partial<Record<'as' | 'channel' | 'content', string>>;
  const user = world.findUser(as ?? '');
  const channel = world.findChannel(where ?? '');
  if (user === undefined || channel === undefined) throw new ControlError('say: {as: a member, channel, content}');
  if (typeof content !== 'string' || content.trim() === '' || content.length > 2_000) throw new ControlError('a message has 1 to 2,000 characters');
  return storeMessage(world, { channelId: channel.id, author: userShape(user), body: { content }, now: backend.now() });
}

function state({ backend, interactor }: ControlCall): unknown {
  const { world } = backend;
  return {
    application_id: backend.identity.applicationId, public_key: backend.identity.publicKey, worker_url: interactor.workerUrl,
    openapi: backend.openapi !== undefined, last_log: backend.log.last, faults: backend.faults.list(), switches: world.state.switches,
    guilds: Object.values(world.state.guilds).map((guild) => ({ ...guild, members: Object.values(guild.members) })),
    channels: Object.values(world.state.channels), users: Object.values(world.state.users),
    commands: world.state.commands, modals: world.state.modals, last_replies: world.state.last_replies,
    last_actor: world.state.last_actor ?? null,
  };
}

function setSwitches({ backend, body }: ControlCall): unknown {
  const given = body as Partial<{ guild_members_intent: boolean }>;
  if (typeof given?.guild_members_intent !== 'boolean') throw new ControlError('switches: {guild_members_intent: true or false}');
  backend.world.state.switches.guild_members_intent = given.guild_members_intent;
  backend.world.touch();
  return backend.world.state.switches;
}

function addFaults({ backend, body }: ControlCall): unknown {
  try {
    backend.faults.add(parseFaults(body));
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error));
  }
  return backend.faults.list();
}

/** Stores a file as a member's client does before it sends a command or a form; its id stands for it there. */
function upload({ backend, body }: ControlCall): unknown {
  const { filename, content_type: contentType, data } = body as Partial<GivenFile>;
  if (typeof filename !== 'string' || typeof contentType !== 'string' || typeof data !== 'string') {
    throw new ControlError('upload: {filename, content_type, data: base64}');
  }
  return backend.attachments.add({ filename, contentType, bytes: Buffer.from(data, 'base64') }, backend.now(), true);
}

/** The bot joins or leaves a server: of the first an event tells the application, of the second nothing does. */
async function membership({ backend, interactor, body }: ControlCall, joins: boolean): Promise<unknown> {
  const { world, identity } = backend;
  const { type = 'APPLICATION_AUTHORIZED', guild: id, as = 'owner', signature } = body as Partial<Record<'type' | 'guild' | 'as' | 'signature', string>>;
  const [user, guild] = [world.findUser(as), id === undefined ? undefined : world.state.guilds[id]];
  if (!EVENT_TYPES.some((known) => known === type) || user === undefined || (id !== undefined && guild === undefined) || (!joins && guild === undefined)) {
    throw new ControlError(joins ? `event: {type: ${EVENT_TYPES.join(' or ')}, guild?, as?, signature?: bad or missing}` : 'leave: {guild}');
  }
  world.touch();
  if (!joins && guild) {
    delete guild.members[identity.applicationId];
    return { left: guild.id };
  }
  if (guild && type === 'APPLICATION_AUTHORIZED') {
    guild.members[identity.applicationId] ??= { user_id: identity.applicationId, nick: null, roles: [], joined_at: new Date(backend.now()).toISOString() };
  }
  return sendEvent(interactor, {
    // Looked at above.
    type: type as EventRequest['type'], user, ...(guild === undefined ? {} : { guild }),
    ...(signature === 'bad' || signature === 'missing' ? { signature } : {}),
  });
}

const CONTROLS: Record<string, Control> = {
  'POST /upload': upload,
  'POST /interact': ({ interactor, body }) => interact(interactor, body as InteractRequest),
  'GET /log': ({ backend, query }) => ({ last: backend.log.last, entries: backend.log.since(Number(query.get('since') ?? 0)) }),
  'DELETE /log': ({ backend }) => { backend.log.clear(); return {}; },
  'GET /messages': messages,
  'GET /message': message,
  'GET /view': view,
  'POST /say': say,
  'GET /state': state,
  'GET /faults': ({ backend }) => backend.faults.list(),
  'POST /faults': addFaults,
  'DELETE /faults': ({ backend }) => { backend.faults.clear(); return []; },
  'POST /switches': setSwitches,
  'POST /event': (call) => membership(call, true),
  'POST /leave': (call) => membership(call, false),
  'POST /flush': ({ backend }) => { backend.world.flush(); return {}; },
};

/** Answers a call below /_sandbox: the levers and windows that the real Discord does not have. */
export async function answerControl(
  backend: Backend, interactor: Interactor, request: IncomingMessage, path: string, query: URLSearchParams,
): Promise<{ status: number; body: unknown }> {
  const control = CONTROLS[`${request.method ?? 'GET'} ${path}`];
  if (control === undefined) return { status: 404, body: { error: `no such control; there are ${Object.keys(CONTROLS).join(', ')}` } };
  const { json } = await readBody(request);
  try {
    return { status: 200, body: await control({ backend, interactor, query, body: (json ?? {}) as Dict }) };
  } catch (error) {
    if (error instanceof ControlError) return { status: 400, body: { error: error.message } };
    throw error;
  }
}
