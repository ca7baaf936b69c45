import { expect, test } from 'vitest';
import { PICTURE } from './discord.ts';
import { useBrowser, visitDashboard, visitSandbox } from './visit.ts';

useBrowser();

/** A change in Discord shows at once; this bounds what a machine with two slow cores may add. */
const SHOWN_WITHIN_MS = 15_000;

type Sandbox = Awaited<ReturnType<typeof visitSandbox>>;

async function earnPayAndBuy({ on: sandbox, page }: Sandbox): Promise<void> {
  await sandbox.open('sol', 'general');
  await sandbox.command('/daily');
  await sandbox.message('Daily reward').getByText('Only you can see this').waitFor();
  await sandbox.picture('daily');

  await page.keyboard.type('/pay');
  await page.keyboard.press('Enter');
  await page.keyboard.type('jon');
  await page.getByRole('option', { name: '@Jonas' }).waitFor();
  await sandbox.picture('pay-entry');
  await page.keyboard.press('Tab');
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'must be at least 1' }).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('25');
  await page.keyboard.press('Enter');
  await sandbox.message('@Sol paid').getByText('@Jonas').waitFor();
  await sandbox.picture('paid');

  await sandbox.openChannel('shop');
  await sandbox.message('Crew pass').getByRole('button', { name: 'Buy 1' }).click();
  await sandbox.message('You bought').getByText('Balance').waitFor();
  await sandbox.picture('bought');
}

async function claimAndFillIn({ on: sandbox, page }: Sandbox): Promise<void> {
  await sandbox.openChannel('tasks');
  await sandbox.message('Photo of the week').getByRole('button', { name: 'Claim' }).click();
  await sandbox.message('You have claimed').getByRole('button', { name: 'Hand in' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Submit' }).click();
  await form.getByText('This field is required.').first().waitFor();
  await sandbox.picture('form');
  await form.locator('input[type=file]').setInputFiles({ name: 'harbour.png', mimeType: 'image/png', buffer: PICTURE });
  await form.getByText('harbour.png').waitFor();
}

/** The first amount of coins in a text, behind the server's symbol. */
const coins = (text: string | null): string | undefined => /\p{Emoji_Presentation} [\d,]+/u.exec(text ?? '')?.[0];

test('a member earns, pays, buys and hands in a proof in Discord; it appears in the dashboard, is accepted there, and Discord shows it', async () => {
  const member = await visitSandbox();
  const staff = await visitDashboard();
  const { on: sandbox } = member;
  const { on: dashboard, page } = staff;
  await dashboard.open('review');
  await dashboard.live();
  await earnPayAndBuy(member);
  await claimAndFillIn(member);

  const queue = page.getByRole('list', { name: 'Proofs' }).getByRole('button');
  const entry = queue.filter({ hasText: 'Photo of the week' }).filter({ hasText: 'Sol' });
  expect(await entry.count()).toBe(0);
  await member.page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await member.page.getByRole('dialog').waitFor({ state: 'detached' });
  const handedIn = Date.now();
  await entry.waitFor({ timeout: SHOWN_WITHIN_MS });
  console.log(`The proof was in the dashboard ${Date.now() - handedIn} ms after it was handed in`);
  await sandbox.picture('handed-in');

  const waiting = await queue.count();
  for (let step = 1; step < waiting; step += 1) await page.keyboard.press('j');
  await page.getByRole('img', { name: 'harbour.png' }).waitFor();
  await dashboard.picture('review');
  await page.keyboard.press('a');
  await dashboard.told('Photo of the week: accepted');
  await entry.waitFor({ state: 'detached' });

  const regular = member.page.getByRole('complementary').getByRole('button', { name: 'Sol' }).filter({ hasText: 'Regular' });
  await regular.waitFor();
  await sandbox.openChannel('Coffer');
  await sandbox.message('Photo of the week').waitFor();
  await sandbox.picture('direct-message');
  await sandbox.actAs('Harper');
  await sandbox.openChannel('proofs');
  const card = sandbox.message('Proof: Photo of the week');
  await card.getByText('Accepted by').waitFor();
  expect(await card.getByRole('button', { name: 'Accept' }).count()).toBe(0);
  await sandbox.picture('accepted');

  await sandbox.actAs('Sol');
  await sandbox.openChannel('general');
  await sandbox.command('/balance');
  const balance = coins(await sandbox.message('Wallet of Sol').textContent());
  await dashboard.go('Members');
  await dashboard.row('Sol').getByRole('link', { name: 'Sol' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sol' }).waitFor();
  expect(coins(await page.getByRole('group', { name: 'Balance', exact: true }).textContent())).toBe(balance);
  const history = page.getByRole('table', { name: 'History' }).getByRole('row');
  for (const [index, what] of ['Reward for a task', 'Purchase', 'Purchase', 'Payment sent', 'Daily reward'].entries()) {
    await history.nth(index + 1).filter({ hasText: what }).waitFor();
  }
  await dashboard.picture('member');

  await dashboard.go('Audit');
  await dashboard.row('review.decide').filter({ hasText: 'accept' }).filter({ hasText: '120' }).first().waitFor();
  await dashboard.picture('audit');
  member.check();
  staff.check();
});
