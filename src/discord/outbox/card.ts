import type { APIMessage } from 'discord-api-types/v10';
import type { Mirror } from '../../define/mirror.ts';
import { log } from '../../kernel/log.ts';
import { snowflakeTime } from '../../kernel/snowflake.ts';
import type { CardBody, Pings } from '../rows.ts';
import { ATTEMPTS_MAX, REASON, backOff, isChannelClosed, isMessageGone, sentence } from './failures.ts';
import type { GuildRun } from './guild-run.ts';
import { NONCE_MS, nonceOf } from './nonce.ts';
import type { Reply } from './paced.ts';
import { syncPin } from './pins.ts';
import { printOf } from './print.ts';
import type { Card } from './records.ts';
import { ROUTE } from './routes.ts';
import { withFiles } from './with-files.ts';

/** A card is drawn at most so often (ms); what changes meanwhile is in the next drawing. */
const REDRAW_MS = 5_000;
/** How far Discord's clock may be behind. */
const CLOCKS_MS = 10_000;
/** Messages of the channel among which a lost one is looked for. */
const LOOK_BACK = 100;

type Failed = Exclude<Reply, { kind: 'done' }>;

/** Whom Discord may notify: exactly who was chosen, whatever else the text mentions. */
function allowedMentions(pings: Pings | undefined): Record<string, unknown> {
  if (!pings) return { parse: [] };
  return 'role' in pings ? { parse: [], roles: [pings.role] } : { parse: ['everyone'] };
}

/** What is sent of a body: all of it, so that an edit takes away what is not there any more. */
function payload({ content, embeds, components, pings }: CardBody): Record<string, unknown> {
  return { content: content ?? '', embeds: embeds ?? [], components: components ?? [], allowed_mentions: allowedMentions(pings) };
}

/** Brings cards in Discord to the latest version of their records. */
export class CardSender {
  readonly #run: GuildRun;

  constructor(run: GuildRun) {
    this.#run = run;
  }

  /** Sends one card. Gives the moment until which its channel has to wait, or null. */
  async sync(card: Card): Promise<number | null> {
    const { closed, mirrors } = this.#run;
    if (closed.has(card.channel)) return this.#fail(card, REASON.channelOff);
    const mirror = mirrors.get(card.kind);
    if (!mirror && !card.removed) return this.#fail(card, REASON.noMirror);
    const pinAlone = !card.removed && card.shown === card.wanted && card.pin !== card.pinned;
    if (mirror && pinAlone && card.messageId !== null) return this.#pin(card, card.messageId, mirror);
    // Where a message may be in Discord under no known id, a record that is to go is drawn too: its footer finds it.
    const wanted = !card.removed || (card.messageId === null && card.postingAt !== null);
    let body: CardBody | null = null;
    try {
      if (wanted && mirror) body = await mirror.render(this.#run.house.mirror, card.record);
    } catch (error) {
      log('error', 'outbox.not_drawn', { guild: this.#run.guild, kind: card.kind, record: card.record, error });
      return this.#again(card, REASON.notDrawn);
    }
    if (card.removed || body === null || !mirror) return this.#remove(card, body);
    return card.messageId === null ? this.#create(card, mirror, body) : this.#edit(card, card.messageId, mirror, body);
  }

  async #pin(card: Card, messageId: string, mirror: Mirror): Promise<number | null> {
    const until = await syncPin(this.#run, card, messageId);
    if (until !== 'gone') return until;
    await this.#lost(card, mirror);
    return null;
  }

  /** Somebody has deleted the message: it stays away, or the next round posts it anew. */
  #lost(card: Card, { whenDeleted }: Mirror): Promise<void> {
    const { rows, clock } = this.#run;
    return whenDeleted === 'orphan' ? rows.lost(card, 'orphaned', REASON.deleted, clock()) : rows.lost(card, 'pending_sync', '', clock());
  }

  async #edit(card: Card, messageId: string, mirror: Mirror, body: CardBody): Promise<number | null> {
    const path = `/channels/${card.channel}/messages/${messageId}`;
    const reply = await this.#run.discord.send(ROUTE.editMessage(card.channel), { method: 'PATCH', path, body: payload(body) });
    if (reply.kind === 'done') return this.#drawn(card, messageId, mirror);
    if (reply.kind !== 'refused' || !isMessageGone(reply)) return this.#failed(card, reply);
    await this.#lost(card, mirror);
    if (mirror.whenDeleted === 'orphan') return null;
    return this.#create({ ...card, messageId: null, postingAt: null, pinned: false }, mirror, body);
  }

  async #create(card: Card, mirror: Mirror, body: CardBody): Promise<number | null> {
    const { rows, clock, discord, guild, house } = this.#run;
    let { postingAt } = card;
    if (postingAt !== null && clock() - postingAt > NONCE_MS) {
      const found = await this.#find(card, mirror, body);
      if (typeof found === 'object' && found !== null) return this.#failed(card, found);
      if (found !== null) return this.#edit(card, found, mirror, body);
      postingAt = null;
    }
    if (postingAt === null) {
      postingAt = clock();
      // Before the call: whoever finds this moment later knows that Discord may have the message.
      await rows.posting(card, postingAt, printOf(body));
    }
    const nonce = nonceOf(guild, card.kind, card.record, postingAt);
    const path = `/channels/${card.channel}/messages`;
    const reply = await discord.send(ROUTE.createMessage(card.channel), {
      method: 'POST', path, ...(await withFiles({ ...payload(body), nonce, enforce_nonce: true }, body, house.files)),
    });
    if (reply.kind !== 'done') return this.#failed(card, reply);
    const message = reply.body as APIMessage;
    // For a nonce that it knows Discord gives the message as it was first sent; the record may have changed since.
    const old = card.postingAt === postingAt && printOf(message) !== printOf(body);
    return old ? this.#edit(card, message.id, mirror, body) : this.#drawn(card, message.id, mirror);
  }

  /** The message of a creation that was never answered: an own one that names this record, or says what was sent then. */
  async #find(card: Card, mirror: Mirror | undefined, body: CardBody | null): Promise<string | null | Failed> {
    const byText = mirror?.findBy === 'text';
    const footer = body?.embeds?.[0]?.footer?.text;
    const prints = [card.postingPrint, body && printOf(body)].filter((print) => print !== null);
    if (byText ? prints.length === 0 : !footer) return null;
    const path = `/channels/${card.channel}/messages?limit=${LOOK_BACK}`;
    const reply = await this.#run.discord.send(ROUTE.listMessages(card.channel), { method: 'GET', path });
    if (reply.kind !== 'done') return reply;
    const own = (reply.body as APIMessage[]).filter(({ author }) => author.id === this.#run.discord.applicationId);
    if (!byText) return own.find(({ embeds }) => embeds[0]?.footer?.text === footer)?.id ?? null;
    const since = (card.postingAt ?? 0) - CLOCKS_MS;
    const alike = own.filter((message) => snowflakeTime(message.id) >= since && prints.includes(printOf(message))).map(({ id }) => id);
    const known = alike.length === 0 ? new Set<string>() : await this.#run.rows.known(card, alike);
    return alike.findLast((id) => !known.has(id)) ?? null;
  }

  /** The message shows the record; what is left is its pin. */
  async #drawn(card: Card, messageId: string, mirror: Mirror): Promise<number | null> {
    const { rows, clock } = this.#run;
    const now = clock();
    if (await rows.shown(card, messageId, now + REDRAW_MS, now)) {
      return card.pin === card.pinned ? null : this.#pin({ ...card, attempts: 0 }, messageId, mirror);
    }
    // The card was sent to another channel meanwhile: the message in this one is nobody's.
    await rows.add(`stray:${messageId}`, [{ do: 'unpost', channel: card.channel, message: messageId }], now);
    return null;
  }

  async #remove(card: Card, body: CardBody | null): Promise<number | null> {
    const { rows, discord, guild } = this.#run;
    let { messageId } = card;
    if (messageId === null && card.postingAt !== null) {
      const found = await this.#find(card, this.#run.mirrors.get(card.kind), body);
      if (typeof found === 'object' && found !== null) return this.#failed(card, found);
      // Nothing names the message of a record that is gone: if Discord has it, it stays as a dead card.
      if (found === null) log('warn', 'outbox.unfound', { guild, kind: card.kind, record: card.record });
      messageId = found;
    }
    if (messageId === null) {
      await rows.dropped(card);
      return null;
    }
    const path = `/channels/${card.channel}/messages/${messageId}`;
    const reply = await discord.send(ROUTE.deleteMessage(card.channel), { method: 'DELETE', path });
    if (reply.kind !== 'done' && !(reply.kind === 'refused' && reply.status === 404)) return this.#failed(card, reply);
    await rows.dropped(card);
    return null;
  }

  async #failed(card: Card, reply: Failed): Promise<number | null> {
    if (reply.kind === 'wait') return reply.until;
    if (reply.kind === 'silent') return this.#again(card, REASON.noAnswer);
    if (!isChannelClosed(reply)) return this.#fail(card, sentence(reply));
    await this.#run.closed.add(card.channel, reply.code || reply.status);
    return this.#fail(card, REASON.channelOff);
  }

  async #again(card: Card, error: string): Promise<null> {
    const { rows, clock, random } = this.#run;
    const attempts = card.attempts + 1;
    if (attempts >= ATTEMPTS_MAX) return this.#fail(card, error);
    await rows.again(card, clock() + backOff(attempts, random), error);
    return null;
  }

  async #fail(card: Card, error: string): Promise<null> {
    await this.#run.rows.failed(card, error, this.#run.clock());
    return null;
  }
}
