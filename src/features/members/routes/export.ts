import { guildRoute } from '../../../define/route.ts';
import { exportStream } from '../server-export/stream.ts';

/**
 * The whole server for `npm run restore`. It holds what a restore needs, addresses of webhooks and proofs' texts included, so
 * it is for admins alone; files of the bucket are not in it.
 */
export const exportServer = guildRoute({
  method: 'GET', path: '/api/:server_id/export', access: 'admin', produces: 'application/x-ndjson',
  summary: 'Everything of one server as JSON lines, to be restored elsewhere; contains webhook addresses: keep it like a password',
  async run(ctx) {
    const { head, body } = await exportStream({ d1: ctx.db.$client, files: ctx.files, guild: ctx.guildId, now: ctx.now });
    return new Response(body, {
      headers: {
        'content-type': 'application/x-ndjson', 'content-disposition': `attachment; filename="coffer-${ctx.guildId}-${head.seq}.ndjson"`,
        'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
      },
    });
  },
});
