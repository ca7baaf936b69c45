import * as z from 'zod';
import { decodeCursor, listOf, offsetOf, pageOf, pageQuery, snowflakeId } from '../../../define/page.ts';
import { guildRoute, ok } from '../../../define/route.ts';
import { NAME_MAX } from '../naming.ts';
import { countCommands, readList } from '../rows.ts';
import { commandShape, listedBody } from './shape.ts';

/** The server's own commands by name, each with how Discord has it. */
export const getCommands = guildRoute({
  method: 'GET', path: '/api/commands', server: 'query', access: 'staff',
  summary: 'List a server\'s own slash commands',
  query: pageQuery.extend({ server_id: snowflakeId }),
  reply: listOf(commandShape),
  async run(ctx, { query }) {
    const after = query.cursor === undefined ? '' : decodeCursor(query.cursor, z.tuple([z.string().max(NAME_MAX)]))[0];
    const rows = await readList(ctx, { after, limit: query.per_page + 1, skip: offsetOf(query) });
    return ok(pageOf(rows, query, { total: await countCommands(ctx), place: ({ name }) => [name], show: listedBody }));
  },
});
