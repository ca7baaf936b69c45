import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../db/database.ts';
import type { Mirror, MirrorContext } from '../../define/mirror.ts';
import type { DiscordAccess } from '../http.ts';
import type { MessageBody, Step } from '../rows.ts';
import { CardSender } from './card.ts';
import { ClosedChannels } from './closed-channels.ts';
import { DeliverySender } from './delivery.ts';
import type { PacedDiscord } from './paced.ts';
import { GuildRows } from './records.ts';

/** What the outbox is told of a guild before it sends: where its rows are, and what a card is drawn from. */
export interface OpenGuild {
  database: Database;
  mirror: MirrorContext;
  /** Where the files of messages are. */
  files: R2Bucket;
  /** What admins read when a channel is switched off. */
  channelOff(channel: string, code: number): MessageBody;
}

export interface RunParts {
  env: DiscordAccess;
  discord: PacedDiscord;
  mirrors: ReadonlyMap<string, Mirror>;
  /** null where no such guild is known. */
  open(guild: string): Promise<OpenGuild | null>;
  clock: Clock;
  random: () => number;
}

/** One run over one guild, as its senders see it. */
export interface GuildRun extends Omit<RunParts, 'open'> {
  guild: string;
  rows: GuildRows;
  house: OpenGuild;
  closed: ClosedChannels;
}

/** Where a step goes: what goes to the same place is sent in order. */
function placeOf(guild: string, step: Step | undefined): string {
  switch (step?.do) {
    case 'post': case 'unpost': return step.channel;
    case 'dm': return `u:${step.member}`;
    case 'role': return `r:${guild}:${step.member}`;
    case 'webhook': return step.url;
    case 'command': return `c:${guild}`;
    default: return '';
  }
}

/** Sends pieces of work in order until one has to wait. Gives the moment until which it waits, or null. */
async function inOrder(work: (() => Promise<number | null>)[]): Promise<number | null> {
  for (const piece of work) {
    const until = await piece();
    if (until !== null) return until;
  }
  return null;
}

/**
 * Sends what is due in a guild: to different places at once, to each in order.
 * @returns when the guild's next row is due (ms), or null: none is
 */
export async function runGuild(guild: string, { open, ...parts }: RunParts): Promise<number | null> {
  const house = await open(guild);
  if (!house) return null;
  const rows = new GuildRows(guild, house.database);
  const { cards, deliveries, off } = await rows.due(parts.clock());
  const run: GuildRun = { ...parts, guild, rows, house, closed: new ClosedChannels(rows, house, off, parts.clock) };
  const [cardSender, deliverySender] = [new CardSender(run), new DeliverySender(run)];
  const lanes = new Map<string, (() => Promise<number | null>)[]>();
  const put = (place: string, piece: () => Promise<number | null>): void => {
    const lane = lanes.get(place);
    if (lane) lane.push(piece);
    else lanes.set(place, [piece]);
  };
  for (const card of cards) put(card.channel, () => cardSender.sync(card));
  for (const delivery of deliveries) put(placeOf(guild, delivery.steps[delivery.done]), () => deliverySender.send(delivery));
  const waits = (await Promise.all([...lanes.values()].map(inOrder))).flatMap((until) => until ?? []);
  const now = parts.clock();
  const next = await rows.next(now);
  if (next.now && waits.length === 0) return now;
  const moments = [...waits, ...(next.later === null ? [] : [next.later])];
  return moments.length > 0 ? Math.min(...moments) : null;
}
