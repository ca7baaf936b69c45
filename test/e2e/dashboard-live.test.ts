import { expect, test } from 'vitest';
import type { Locator } from '../../dashboard/test/browser.ts';
import { inDiscord } from './discord.ts';
import { useBrowser, visitDashboard } from './visit.ts';

useBrowser();

const RUN = Date.now().toString(36).slice(-4);

/** A change in Discord shows at once; this bounds what a machine with two slow cores may add. */
const SHOWN_WITHIN_MS = 15_000;

/** Milliseconds from the answer of the bot to the sight of it in the dashboard. */
async function shownAfter(what: string, done: Promise<void>, shown: Locator): Promise<void> {
  await done;
  const began = Date.now();
  await shown.waitFor({ timeout: SHOWN_WITHIN_MS });
  console.log(`${what} was in the dashboard ${Date.now() - began} ms after Discord had its answer`);
}

test('what happens in Discord shows without a reload', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('transactions');
  await dashboard.live();
  await dashboard.row('Lena').first().waitFor();
  let loads = 0;
  page.on('load', () => { loads += 1; });
  const note = `for the nets ${RUN}`;
  await shownAfter('A payment', inDiscord('lena', 'pay', { user: 'yuki', amount: 7, note }), dashboard.row(note).filter({ hasText: '+' }));

  await dashboard.go('Shop');
  const mug = dashboard.row('Harbour mug');
  const left = Number(await mug.getByRole('cell').nth(3).textContent());
  await shownAfter('A purchase', inDiscord('lena', 'buy', { item: '5' }), mug.getByRole('cell', { name: String(left - 1), exact: true }));
  expect(loads).toBe(0);
  check();
});

test('an edit that somebody else overtook is told while one types, and what was typed stays', async () => {
  const mine = await visitDashboard();
  const theirs = await visitDashboard();
  for (const { on } of [mine, theirs]) await on.open('shop?item=5');
  await mine.on.live();
  const description = `Made of stoneware ${RUN}`;
  await mine.on.dialog.getByRole('textbox', { name: 'Description' }).fill(description);
  const price = theirs.on.dialog.getByRole('textbox', { name: 'Price' });
  const next = String(Number((await price.inputValue()).replaceAll(/\D/g, '')) + 1);
  await price.fill(next);
  await theirs.page.keyboard.press('Control+s');
  await theirs.on.told('Harbour mug is saved');

  await mine.on.dialog.getByRole('alert').filter({ hasText: 'Somebody else has changed this meanwhile' }).waitFor();
  expect(await mine.on.dialog.getByRole('textbox', { name: 'Description' }).inputValue()).toBe(description);
  expect(await mine.on.dialog.getByRole('textbox', { name: 'Price' }).inputValue()).toBe(next);
  await mine.on.picture('overtaken');
  await mine.page.keyboard.press('Control+s');
  await mine.on.told('Harbour mug is saved');
  for (const { check } of [mine, theirs]) check();
});

test('a save upon a version that is gone is refused, and what was typed stays', async () => {
  const mine = await visitDashboard();
  // A page that hears of nothing, as behind a proxy that cuts the stream.
  await mine.page.route('**/api/stream*', (route) => route.abort());
  const theirs = await visitDashboard();
  for (const { on } of [mine, theirs]) await on.open('tasks?task=3');
  const description = `Send us the address ${RUN}`;
  await mine.on.dialog.getByRole('textbox', { name: 'What is to be done' }).fill(description);
  await theirs.on.dialog.getByRole('textbox', { name: 'Category' }).fill(`Help ${RUN}`);
  await theirs.page.keyboard.press('Control+s');
  await theirs.on.told('is saved');

  await mine.page.keyboard.press('Control+s');
  await mine.on.dialog.getByRole('alert').filter({ hasText: 'Somebody else has changed this meanwhile' }).waitFor();
  expect(await mine.on.dialog.getByRole('textbox', { name: 'What is to be done' }).inputValue()).toBe(description);
  await expect.poll(() => mine.on.dialog.getByRole('textbox', { name: 'Category' }).inputValue(), { timeout: 20_000 }).toBe(`Help ${RUN}`);
  await mine.page.keyboard.press('Control+s');
  await mine.on.told('is saved');
  mine.check({ errors: /ERR_FAILED|status of 412/ });
  theirs.check();
});
