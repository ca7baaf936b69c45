import type { APIMessage } from 'discord-api-types/v10';
import type { Mirror } from '../../define/mirror.ts';
import { log } from '../../kernel/log.ts';
import type { CardBody } from '../rows.ts';
import { ATTEMPTS_MAX, REASON, backOff, isChannelClosed, isMessageGone, sentence } from './failures.ts';
import type { GuildRun } from './guild-run.ts';
import { NONCE_MS, nonceOf } from './nonce.ts';
import type { Reply } from './paced.ts';
import type { Card } from './records.ts';
import { ROUTE } from './routes.ts';
import { withFiles } from './with-files.ts';

/** A card is drawn at most so often (ms); what changes meanwhile is in the next drawing. */
const REDRAW_MS = 5_000;
/** Messages of the channel among which a lost one is looked for. */
const LOOK_BACK = 100;

type Failed = Exclude<Reply, { kind: 'done' }>;

/** What is sent of a body: all of it, so that an edit takes away what is not there any more, and nothing that pings. */
function payload({ content, embeds, components }: CardBody): Record<string, unknown> {
  return { content: content ?? '', embeds: embeds ?? [], components: components ?? [], allowed_mentions: { parse: [] } };
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

  async #edit(card: Card, messageId: string, mirror: Mirror, body: CardBody): Promise<number | null> {
    const path = `/channels/${card.channel}/messages/${messageId}`;
    const reply = await this.#run.discord.send(ROUTE.editMessage(card.channel), { method: 'PATCH', path, body: payload(body) });
    if (reply.kind === 'done') return this.#shown(card, messageId);
    if (reply.kind !== 'refused' || !isMessageGone(reply)) return this.#failed(card, reply);
    const { rows, clock } = this.#run;
    if (mirror.whenDeleted === 'orphan') {
      await rows.lost(card, 'orphaned', REASON.deleted, clock());
      return null;
    }
    await rows.lost(card, 'pending_sync', '', clock());
    return this.#create({ ...card, messageId: null, postingAt: null }, mirror, body);
  }

  async #create(card: Card, mirror: Mirror, body: CardBody): Promise<number | null> {
    const { rows, clock, discord, guild, house } = this.#run;
    let { postingAt } = card;
    if (postingAt !== null && clock() - postingAt > NONCE_MS) {
      const found = await this.#find(card, body);
      if (typeof found === 'object' && found !== null) return this.#failed(card, found);
      if (found !== null) return this.#edit(card, found, mirror, body);
      postingAt = null;
    }
    if (postingAt === null) {
      postingAt = clock();
      // Before the call: whoever finds this moment later knows that Discord may have the message.
      await rows.posting(card, postingAt);
    }
    const nonce = nonceOf(guild, card.kind, card.record, postingAt);
    const path = `/channels/${card.channel}/messages`;
    const reply = await discord.send(ROUTE.createMessage(card.channel), {
      method: 'POST', path, ...(await withFiles({ ...payload(body), nonce, enforce_nonce: true }, body, house.files)),
    });
    if (reply.kind !== 'done') return this.#failed(card, reply);
    return this.#shown(card, String((reply.body as APIMessage).id));
  }

  /** The message of a creation that was never answered: an own one whose footer names this record. */
  async #find(card: Card, body: CardBody): Promise<string | null | Failed> {
    const footer = body.embeds?.[0]?.footer?.text;
    if (!footer) return null;
    const path = `/channels/${card.channel}/messages?limit=${LOOK_BACK}`;
    const reply = await this.#run.discord.send(ROUTE.listMessages(card.channel), { method: 'GET', path });
    if (reply.kind !== 'done') return reply;
    const messages = reply.body as APIMessage[];
    const own = messages.find(({ author, embeds }) => author.id === this.#run.discord.applicationId && embeds[0]?.footer?.text === footer);
    return own?.id ?? null;
  }

  async #shown(card: Card, messageId: string): Promise<null> {
    const { rows, clock } = this.#run;
    const now = clock();
    if (await rows.shown(card, messageId, now + REDRAW_MS, now)) return null;
    // The card was sent to another channel meanwhile: the message in this one is nobody's.
    await rows.add(`stray:${messageId}`, [{ do: 'unpost', channel: card.channel, message: messageId }], now);
    return null;
  }

  async #remove(card: Card, body: CardBody | null): Promise<number | null> {
    const { rows, discord, guild } = this.#run;
    let { messageId } = card;
    if (messageId === null && card.postingAt !== null) {
      const found = body === null ? null : await this.#find(card, body);
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
