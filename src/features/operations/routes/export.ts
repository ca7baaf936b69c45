import { globalRoute } from '../../../define/route.ts';
import { exportAll } from '../export.ts';

export const exportSystem = globalRoute({
  method: 'GET', path: '/api/export', access: 'operator', summary: 'All servers with their settings and the operator\'s own settings, streamed; no secrets and no ledgers',
  produces: 'application/json',
  async run({ env, now }) {
    const pieces = exportAll(env, now);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await pieces.return(undefined);
      },
    });
    const day = new Date(now).toISOString().slice(0, 10);
    return new Response(body, {
      headers: { 'content-type': 'application/json', 'content-disposition': `attachment; filename="coffer-${day}.json"`, 'cache-control': 'no-store' },
    });
  },
});
