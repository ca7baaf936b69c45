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
   * How the outbox finds its own message again after the answer to its creation was lost for longer than Discord
   * remembers nonces. `footer` (when left out): the footer of the first embed names the record (`Task 12`). `text`: for
   * what admins write freely: by the letters and digits that the creation said. Discord then has to give the text back
   * as it was sent, and the message has to be among the last hundred of its channel; else it is posted a second time.
   */
  findBy?: 'footer' | 'text';
  /** Draws the record. null where there is no such record: the message is removed. */
  render(ctx: MirrorContext, record: string): Promise<CardBody | null>;
}
