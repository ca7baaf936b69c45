import type { IncomingMessage } from 'node:http';
import { readBody } from './body.ts';
import type { Backend } from './discord-api.ts';
import { parseFaults } from './faults.ts';
import { interact } from './interact/interact.ts';
import type { Interactor } from './interact/interact.ts';
import type { GivenFile, InteractRequest } from './interact/request.ts';
import type { Dict } from './model.ts';

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
  const seen = world.messages(channel.id).filter((m) => viewer === undefined || m.ephemeral_to === undefined || m.ephemeral_to === viewer.id);
  return { channel, messages: seen };
}

function message({ backend, query }: ControlCall): unknown {
  const stored = backend.world.findMessage(query.get('id') ?? '');
  if (stored === undefined) throw new ControlError(`there is no message ${query.get('id') ?? ''}`);
  return stored;
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

const CONTROLS: Record<string, Control> = {
  'POST /upload': upload,
  'POST /interact': ({ interactor, body }) => interact(interactor, body as InteractRequest),
  'GET /log': ({ backend, query }) => ({ last: backend.log.last, entries: backend.log.since(Number(query.get('since') ?? 0)) }),
  'DELETE /log': ({ backend }) => { backend.log.clear(); return {}; },
  'GET /messages': messages,
  'GET /message': message,
  'GET /state': state,
  'GET /faults': ({ backend }) => backend.faults.list(),
  'POST /faults': addFaults,
  'DELETE /faults': ({ backend }) => { backend.faults.clear(); return []; },
  'POST /switches': setSwitches,
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
