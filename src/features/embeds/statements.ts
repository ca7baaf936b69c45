import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';
import type { EmbedRow } from './rows.ts';

/** Templates that a server may have; the trigger embed_insert holds it. */
export const EMBEDS_MAX = 200;
/** Copies of one template that are in Discord at once: an edit redraws them all. */
export const COPIES_MAX = 50;

/** Writes a template whole; a change cites the version after the one that it was made on. */
const SAVE: AlsoStatement = {
  name: 'embeds.save',
  sql: `INSERT INTO embed (guild, embed_id, version, name, body, copies, state, created_by, created_at, updated_at)
    SELECT ?1, value ->> '$.r.embedId', value ->> '$.r.version', value ->> '$.r.name', json_extract(value, '$.r.body'),
      value ->> '$.r.copies', value ->> '$.r.state', value ->> '$.by', value ->> '$.at', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, embed_id) DO UPDATE SET version = excluded.version, name = excluded.name, body = excluded.body,
      copies = excluded.copies, state = excluded.state, updated_at = excluded.updated_at`,
  guards: {
    'embeds:moved': 'conflict', 'embeds:step': 'conflict',
    'embeds:name': { code: 'conflict', text: 'embeds.refused.name_taken' },
    'embeds:limit': { code: 'conflict', text: 'embeds.refused.limit', params: { max: EMBEDS_MAX } },
  },
  live: { topic: 'embeds', id: 'embedId' },
};

export const EMBED_STATEMENTS: AlsoStatement[] = [SAVE];

/** A template without what the commit itself fills in. */
export type Draft = Omit<EmbedRow, 'guild' | 'createdBy' | 'createdAt' | 'updatedAt'>;

export function saveEmbed({ embedId, version, name, body, copies, state }: Draft): AlsoRow {
  return { statement: SAVE.name, row: { embedId, version, name, body, copies, state } };
}
