import { component } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import { button, row } from '../../../define/controls.ts';
import type { MessageReply } from '../../../define/reply.ts';
import type { Done } from '../../../ledger/operation.ts';
import { retriedView, syncView } from '../views/sync.ts';
import { retried, retryEverything, toRetry } from './retry.ts';
import { readSync } from './rows.ts';

/** Tries again whatever was given up, in channels that were switched off too. */
export const retryAll = component({
  key: 'settings_sync_retry',
  version: 1,
  state: {},
  permission: 'admin',
  reply: 'private',
  changes: 'staff',
  updates: true,
  async run(ctx) {
    return answered(ctx, await retryEverything(ctx));
  },
});

/** The same again, as it is now. */
export const refreshSync = component({
  key: 'settings_sync_refresh',
  version: 1,
  state: {},
  permission: 'admin',
  reply: 'private',
  updates: true,
  run: async (ctx) => ({ ...(await showSync(ctx)), update: true }),
});

function answered(ctx: Context, done: Done): MessageReply {
  return { ...retriedView(ctx, retried.parse(done.data)), components: [row(refreshButton(ctx))], update: true };
}

const refreshButton = (ctx: Context): ReturnType<typeof button> =>
  button(refreshSync.id({}), ctx.privateTexts.t('settings.sync.refresh'), { emoji: '🔄' });

/** What is in step with Discord and what is not, with the buttons to try again. */
export async function showSync(ctx: Context): Promise<MessageReply> {
  const state = await readSync(ctx);
  const disabled = Object.values(toRetry(state)).every((count) => count === 0);
  const retry = button(retryAll.id({}), ctx.privateTexts.t('settings.sync.retry'), { style: 'primary', disabled });
  return { ...syncView(ctx, state), components: [row(retry, refreshButton(ctx))] };
}
