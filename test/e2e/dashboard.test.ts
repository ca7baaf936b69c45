import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inDiscord } from './discord.ts';
import { useBrowser, visitDashboard } from './visit.ts';

useBrowser();

/** Sets what this run makes apart from what an earlier one has left. */
const RUN = Date.now().toString(36).slice(-4);

test('the overview shows figures beside those of the period before, and what waits', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('overview');
  const held = page.getByRole('group', { name: 'Held by members' });
  await held.getByText(/\d,\d{3}/).first().waitFor();
  await page.getByRole('figure', { name: 'Activity' }).locator('svg').first().waitFor();
  await page.getByRole('radiogroup', { name: 'Period' }).getByText('Month').click();
  await held.getByText('the month before').waitFor();
  expect(page.url()).toContain('period=month');
  await page.getByRole('link', { name: /Proofs? that wait/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Review queue' }).waitFor();
  check();
});

test('a balance is changed with a reason, and the change is taken back', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('members');
  await page.getByRole('searchbox', { name: 'Search' }).fill('in');
  await dashboard.row('Tariq').waitFor({ state: 'detached' });
  const balance = dashboard.row('Inês').getByRole('cell').nth(1);
  await balance.filter({ hasText: /\p{Emoji_Presentation}/u }).waitFor();
  const before = await balance.textContent();
  await dashboard.act('Inês', 'Add coins');
  await dashboard.dialog.getByRole('textbox', { name: 'Amount' }).fill('40');
  expect(await dashboard.button('Change').isDisabled()).toBe(true);
  await dashboard.dialog.getByRole('textbox', { name: 'Reason' }).fill(`Found a wallet ${RUN}`);
  await dashboard.button('Change').click();
  await dashboard.told('Inês now has');
  await expect.poll(() => balance.textContent(), { timeout: 20_000 }).not.toBe(before);
  await dashboard.button('Undo').click();
  await dashboard.told('taken back');
  await expect.poll(() => balance.textContent(), { timeout: 20_000 }).toBe(before);
  await dashboard.row('Inês').getByRole('link', { name: 'Inês' }).click();
  await page.getByRole('table', { name: 'History' }).getByText(`Found a wallet ${RUN}`, { exact: true }).waitFor();
  await dashboard.go('Audit');
  await dashboard.row(`Found a wallet ${RUN}`).first().waitFor();
  check();
});

test('transactions are filtered and exported as a file', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('transactions');
  await dashboard.pick(page.getByRole('combobox', { name: 'Member' }), 'Lena', 'Lena');
  await dashboard.pick(page.getByRole('combobox', { name: 'What' }), 'staff', 'Given by staff');
  await dashboard.row('Winner of the regatta').waitFor();
  await expect.poll(() => page.getByRole('row').count(), { timeout: 20_000 }).toBe(2);
  await dashboard.button('More').click();
  await page.getByRole('menuitem', { name: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await dashboard.button('Download').click();
  const file = readFileSync(await (await coming).path(), 'utf8');
  await dashboard.told('The file is ready');
  await dashboard.dialog.waitFor({ state: 'detached' });
  const lines = file.trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('500');
  await dashboard.button('Clear filters').filter({ hasText: 'Clear filters' }).click();
  await dashboard.row('Lena').nth(1).waitFor();
  check();
});

test('a proof is rejected with a reason that the member reads', async () => {
  await inDiscord('pavel', 'task claim', { task: '3' });
  await inDiscord('pavel', 'task submit', { task: '3', link: `https://example.com/${RUN}` });
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('review');
  const entry = page.getByRole('list', { name: 'Proofs' }).getByRole('button').filter({ hasText: 'Find a broken link' }).filter({ hasText: 'Pavel' });
  await entry.click();
  await page.getByRole('main').getByRole('link', { name: `https://example.com/${RUN}` }).waitFor();
  await page.keyboard.press('r');
  await dashboard.dialog.getByRole('textbox', { name: 'Reason' }).fill('That page works for me.');
  await page.keyboard.press('Control+Enter');
  await dashboard.told('Find a broken link: rejected');
  await entry.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'State' }).selectOption('Rejected');
  await page.getByRole('region', { name: 'Decision' }).getByText('That page works for me.').waitFor();
  check();
});

test('the role of a level is set, and the audit tells before and after', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('staff');
  await dashboard.pick(page.getByRole('combobox', { name: 'Shopkeeper' }), 'Boo', 'Booster');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await dashboard.told('Saved');
  await dashboard.go('Audit');
  await dashboard.row('config').filter({ hasText: 'shopkeeper' }).first().waitFor();
  await dashboard.button('Export').click();
  await dashboard.told(/rows? exported/);
  await dashboard.go('Staff and rights');
  await page.getByRole('form', { name: 'Levels' }).getByText('Booster', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Shopkeeper' }).press('Backspace');
  await page.keyboard.press('Control+s');
  await dashboard.told('Saved');
  check();
});

test('the operator sees how Coffer is, and reads its log', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('health');
  await page.getByText(/Everything works|Something needs attention/).waitFor();
  await page.getByRole('tab', { name: 'Logs' }).click();
  await dashboard.row('Error').or(dashboard.row('Warning')).or(dashboard.row('Info')).or(page.getByText('No lines')).first().waitFor();
  await page.getByRole('tab', { name: 'In step with Discord' }).click();
  await page.getByText(/Everything is in step|What is not in step/).first().waitFor();
  check();
});

test('a session elsewhere is ended, and is signed out there', async () => {
  const elsewhere = await visitDashboard();
  await elsewhere.on.open('staff');
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('sessions');
  const mine = dashboard.row('This one');
  await mine.waitFor();
  const ends = page.getByRole('table', { name: 'Sessions' }).getByRole('row').filter({ hasNotText: 'This one' }).getByRole('button', { name: /^End the session/ });
  const before = await ends.count();
  await ends.first().click();
  await dashboard.dialog.getByRole('button', { name: 'End' }).click();
  await dashboard.told('Ended');
  await expect.poll(() => ends.count(), { timeout: 20_000 }).toBe(before - 1);
  await elsewhere.page.getByRole('link', { name: 'Audit' }).click();
  await elsewhere.on.button('Sign in').waitFor();
  check();
  elsewhere.check({ errors: /status of 401/ });
});
