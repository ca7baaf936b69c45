import type { Guilds } from '../db/client.ts';
import type { CardBody } from '../discord/rows.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Settings } from '../kernel/settings.ts';

/** What a card is drawn from: the record as it is now, in the server's language. */
export interface MirrorContext {
  guildId: string;
  db: Guilds;
  settings: Settings;
  texts: Texts;
  /** Milliseconds since 1970. */
  now: number;
}

/** A kind of record that is shown by a message in Discord (rows of `message` with this kind). */
export interface Mirror {
  kind: string;
  /** What becomes of the card when somebody deletes the message in Discord. */
  whenDeleted: 'orphan' | 'repost';
  /**
   * Draws the record. null where there is no such record: the message is removed. The footer of the first embed must
   * name the record (`Task 12`): by it the outbox finds its own message again.
   */
  render(ctx: MirrorContext, record: string): Promise<CardBody | null>;
}
