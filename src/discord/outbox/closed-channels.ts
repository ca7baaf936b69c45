import type { Clock } from '../../kernel/clock.ts';
import { log } from '../../kernel/log.ts';
import { REASON } from './failures.ts';
import type { OpenGuild } from './guild-run.ts';
import type { GuildRows } from './records.ts';

/** Channels of a guild that Discord keeps from the bot. */
export class ClosedChannels {
  readonly #rows: GuildRows;
  readonly #house: OpenGuild;
  readonly #off: Set<string>;
  readonly #clock: Clock;

  constructor(rows: GuildRows, house: OpenGuild, off: Set<string>, clock: Clock) {
    this.#rows = rows;
    this.#house = house;
    this.#off = off;
    this.#clock = clock;
  }

  has(channel: string): boolean {
    return this.#off.has(channel);
  }

  /** Switches a channel off after a refusal and tells the admins in the log channel, where that is another one. */
  async add(channel: string, code: number): Promise<void> {
    if (this.#off.has(channel)) return;
    this.#off.add(channel);
    const { guildId, settings } = this.#house.mirror;
    log('warn', 'outbox.channel_off', { guild: guildId, channel, code });
    const { log: logChannel } = settings.channels;
    const tell = logChannel && logChannel !== channel ? { channel: logChannel, body: this.#house.channelOff(channel, code) } : null;
    await this.#rows.switchOff({ channel, code, error: REASON.channelOff, tell }, this.#clock());
  }
}
