import type { Attachments } from '../attachments.ts';
import { DiscordError } from '../errors.ts';
import type { Identity } from '../keys.ts';
import { Problems } from '../limits/fields.ts';
import { checkResponse, INTERACTION, RESPONSE } from '../limits/response.ts';
import type { RequestLog } from '../log.ts';
import type { Dict, OpenModal, StoredChannel, StoredInteraction, StoredMessage } from '../model.ts';
import type { OpenApi } from '../openapi.ts';
import { TOKEN_MS } from '../rest/interactions.ts';
import { directChannel } from '../rest/users.ts';
import type { Outcome } from '../view.ts';
import type { World } from '../world.ts';
import { applyAnswer } from './answer.ts';
import { componentContent, modalContent } from './component.ts';
import { commandContent } from './data.ts';
import type { Content, Place } from './data.ts';
import { deliver, DEADLINE_MS } from './deliver.ts';
import type { Delivery } from './deliver.ts';
import { buildPayload } from './payload.ts';
import { Refusal } from './request.ts';
import type { InteractRequest } from './request.ts';
import { Resolver } from './resolve.ts';

export interface Interactor {
  world: World;
  identity: Identity;
  attachments: Attachments;
  log: RequestLog;
  openapi: OpenApi | undefined;
  workerUrl: string;
  now: () => number;
  deadlineMs?: number;
  /** Exchanges that are open, by interaction id. */
  exchanges: Map<string, Promise<void>>;
}

const REPEAT_LIMIT = 200;

function placeOf({ world, now }: Interactor, request: InteractRequest): { place: Place; channel: StoredChannel } {
  const user = world.findUser(request.as ?? 'member');
  if (user === undefined) throw new Refusal([`there is nobody called "${request.as ?? ''}"; people: ${Object.values(world.state.users).map((u) => u.username).join(', ')}`]);
  const source = request.component === undefined ? undefined : world.findMessage(request.component.message)?.message;
  const modal = request.modal === undefined ? undefined : world.state.modals[user.id];
  const at = request.channel ?? source?.channel_id ?? modal?.channel_id;
  const channel = request.dm ? directChannel(world, user.id, now()) : world.findChannel(at ?? 'general');
  if (channel === undefined) throw new Refusal([`there is no channel "${at ?? 'general'}"`]);
  const guildId = channel.guild_id;
  if (guildId === undefined) return { place: { world, user, guild: undefined }, channel };
  const guild = world.guild(request.guild ?? guildId);
  if (guild.members[user.id] === undefined) throw new Refusal([`${user.username} is not in ${guild.name}`]);
  return { place: { world, user, guild }, channel };
}

function contentOf(place: Place, request: InteractRequest, resolver: Resolver): Content & { modal?: OpenModal } {
  if (request.ping || request.raw_body !== undefined) return { type: INTERACTION.ping };
  if (request.component !== undefined) return componentContent(place, request, resolver);
  if (request.modal !== undefined) return modalContent(place, request, resolver);
  return commandContent(place, request, resolver);
}

/** Remembers an interaction by its token and forgets those whose token ended. */
function remember(world: World, payload: Dict, user: string, content: Content, now: number): StoredInteraction {
  for (const [token, old] of Object.entries(world.state.interactions)) {
    if (now - old.created_at > 2 * TOKEN_MS) delete world.state.interactions[token];
  }
  const interaction: StoredInteraction = {
    id: String(payload['id']), token: String(payload['token']), type: content.type, channel_id: String(payload['channel_id'] ?? ''),
    user_id: user, created_at: now, state: 'delivering', ephemeral: false,
    ...(payload['guild_id'] === undefined ? {} : { guild_id: String(payload['guild_id']) }),
    ...(content.name === undefined ? {} : { name: content.name }),
    ...(content.source === undefined ? {} : { source_message: content.source }),
  };
  world.state.interactions[interaction.token] = interaction;
  world.state.last_actor = user;
  return interaction;
}

/** What Discord would object to in an answer; an empty list when it would take it. */
function judge(self: Interactor, content: Content, delivery: Delivery): string[] {
  if (delivery.problem !== undefined) return [delivery.problem];
  if (delivery.status !== 200) return [`the endpoint answered ${delivery.status} instead of 200`];
  const problems = new Problems();
  const current = content.source === undefined ? undefined : self.world.findMessage(content.source)?.message;
  checkResponse(delivery.response, {
    type: content.type, hasMessage: content.source !== undefined, files: delivery.files.length,
    ...(content.focusedType === undefined ? {} : { focusedType: content.focusedType }),
    ...(current === undefined ? {} : { current: current as unknown as Dict }), // an API message is a JSON object
  }, problems);
  if (problems.list.length > 0) return problems.lines();
  return self.openapi?.checkResponse(delivery.response as Dict) ?? [];
}

function settle(self: Interactor, interaction: StoredInteraction, content: Content & { modal?: OpenModal }, first: Delivery): { message: StoredMessage | null; problems: string[] } {
  const problems = judge(self, content, first);
  if (problems.length > 0) {
    interaction.state = 'failed';
    return { message: null, problems };
  }
  const answer = first.response as { type: number; data?: Dict };
  if (answer.type === RESPONSE.pong) return { message: null, problems };
  const ephemeral = (Number(answer.data?.['flags'] ?? 0) & 64) !== 0;
  const files = first.files.map((file) => self.attachments.add(file, self.now(), ephemeral));
  if (content.modal !== undefined) delete self.world.state.modals[interaction.user_id];
  return { message: applyAnswer(self.world, self.identity, interaction, answer, files, self.now()) ?? null, problems };
}

async function exchange(self: Interactor, request: InteractRequest): Promise<Outcome> {
  const { place, channel } = placeOf(self, request);
  const now = self.now();
  const resolver = new Resolver(self.world, place.guild, self.attachments, now, request.unchecked ?? false);
  const content = contentOf(place, request, resolver);
  const locale = request.locale ?? place.user.locale;
  const payload = { ...buildPayload(self.identity, place, channel, content, locale, now), ...request.raw };
  const interaction = remember(self.world, payload, place.user.id, content, now);
  const letter = {
    url: `${self.workerUrl}/interactions`, body: request.raw_body ?? JSON.stringify(payload),
    timestamp: request.timestamp ?? String(Math.floor(now / 1000)),
    ...(request.signature === undefined ? {} : { signature: request.signature }),
  };
  const count = Math.min(REPEAT_LIMIT, Math.max(1, request.repeat ?? 1));
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  self.exchanges.set(interaction.id, ended);
  try {
    const deliveries = await Promise.all(Array.from({ length: count }, () => deliver(self.identity, letter, self.deadlineMs ?? DEADLINE_MS)));
    const first = deliveries.find((d) => d.status === 200) ?? (deliveries[0] as Delivery);
    const { message, problems } = settle(self, interaction, content, first);
    const answers = deliveries.map(({ status, response }) => ({ status, response }));
    const texts = new Set(answers.map((a) => JSON.stringify(a)));
    self.log.add({
      kind: 'interaction', method: 'POST', path: '/interactions', body: payload, status: first.status, response: first.response,
      elapsed_ms: first.elapsed_ms, ...(problems.length > 0 ? { problems } : {}),
    }, self.now());
    return {
      interaction: payload, status: first.status, response: first.response, message, elapsed_ms: first.elapsed_ms, problems,
      ...(count > 1 ? { answers, equal: texts.size === 1 } : {}),
    };
  } finally {
    self.exchanges.delete(interaction.id);
    end();
  }
}

/** Does one interaction from beginning to end; what Discord would never send comes back as problems with status null. */
export async function interact(self: Interactor, request: InteractRequest): Promise<Outcome> {
  try {
    return await exchange(self, request);
  } catch (error) {
    const problems = error instanceof Refusal ? error.problems : error instanceof DiscordError ? [error.message] : undefined;
    if (problems === undefined) throw error;
    return { interaction: null, status: null, response: null, message: null, elapsed_ms: 0, problems };
  }
}
