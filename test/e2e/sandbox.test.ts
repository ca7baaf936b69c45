import { expect, test } from 'vitest';
import { axeFindings } from '../../dashboard/test/browser.ts';
import { inDiscord, PICTURE } from './discord.ts';
import { useBrowser, visitSandbox } from './visit.ts';

useBrowser();

test('an app\'s menu, autocomplete and an edit that comes by itself', async () => {
  const { on: sandbox, page, check } = await visitSandbox({ scheme: 'dark' });
  await sandbox.open('mika', 'general');
  await page.getByRole('complementary').getByRole('button', { name: 'Jonas' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'View wallet' }).click();
  const wallet = sandbox.message('Wallet of Jonas');
  await wallet.getByText('Only you can see this').waitFor();
  await wallet.getByRole('button', { name: 'Dismiss message' }).click();
  await wallet.waitFor({ state: 'detached' });

  await sandbox.entry.fill('/buy');
  await page.keyboard.press('Enter');
  await page.keyboard.type('lant');
  await page.getByRole('option', { name: /Storm lantern/ }).waitFor();
  await sandbox.picture('autocomplete');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await sandbox.entry.waitFor();

  await sandbox.command('/leaderboard');
  const before = sandbox.message('Leaderboard').getByRole('button', { name: 'Previous' });
  await before.waitFor();
  expect(await before.isDisabled()).toBe(true);

  await sandbox.command('/shop browse');
  const shelf = sandbox.message('Fish sandwich');
  await shelf.getByText('Storm lantern').waitFor();
  await shelf.getByRole('button', { name: /Category/ }).click();
  await page.getByRole('option', { name: 'Food' }).click();
  await shelf.getByText('Storm lantern').waitFor({ state: 'detached' });
  await shelf.getByRole('button', { name: 'Category: Food' }).waitFor();
  await sandbox.picture('shelf');
  check();
});

test('Discord misbehaves, and the outbox comes right again', async () => {
  const { on: sandbox, page, check } = await visitSandbox();
  await sandbox.open('harper', 'tasks');
  await page.getByRole('tab', { name: 'Trouble' }).click();
  await page.getByRole('button', { name: 'Let it go wrong' }).click();
  await page.getByText('429 * /**').waitFor();
  await sandbox.command('/task-admin create title:Sweep the quay reward:15');
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await sandbox.message('Sweep the quay').waitFor();
  await page.getByText('Nothing: Discord works as it should.').waitFor();
  await sandbox.picture('trouble');
  await page.locator('.sb-row').filter({ hasText: 'Sweep the quay' }).getByRole('button', { name: 'Claim' }).waitFor();
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.getByText('Discord → bot').first().click();
  await page.locator('.sb-json').first().waitFor();
  await sandbox.picture('requests');
  check();
});

test('a phone, in German', async () => {
  const { on: sandbox, page, check } = await visitSandbox({ width: 360, locale: 'de-DE' });
  await sandbox.open('lena', 'shop');
  await page.getByRole('button', { name: 'Kanalliste öffnen' }).click();
  await sandbox.picture('phone-channels');
  await sandbox.openChannel('general');
  await sandbox.entry.fill('/');
  await page.getByRole('option').first().waitFor();
  await sandbox.picture('phone-commands');
  await page.keyboard.type('balance');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Befehl senden' }).click();
  await page.getByText('Nur du kannst das sehen').waitFor();
  await sandbox.picture('phone');
  const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
  expect(width).toBeLessThanOrEqual(360);
  check();
});

test.each([['light', 1_360], ['dark', 1_360], ['dark', 360]] as const)('axe-core finds nothing, %s at %i px', async (scheme, width) => {
  const { on: sandbox, page } = await visitSandbox({ scheme, width });
  await sandbox.open('harper', 'shop');
  await sandbox.message('Storm lantern').waitFor();
  const found = [...await axeFindings(page)];
  await sandbox.openChannelOnAnyWidth('proofs');
  await sandbox.message('Proof: Welcome a newcomer').getByRole('button', { name: 'Request changes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).waitFor();
  found.push(...await axeFindings(page));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await sandbox.entry.fill('/task-admin create');
  await page.getByRole('option').first().waitFor();
  found.push(...await axeFindings(page));
  await page.keyboard.press('Enter');
  await page.locator('.sb-option').first().waitFor();
  found.push(...await axeFindings(page));
  if (width > 1_000) {
    for (const tab of ['Requests', 'Trouble']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel').waitFor();
      found.push(...await axeFindings(page));
    }
  }
  await sandbox.picture(`axe-${scheme}-${width}`);
  expect([...new Set(found)]).toEqual([]);
});

test('a proof is accepted by the button of its card; the member gets the role and hears of it', async () => {
  await inDiscord('noor', 'task claim', { task: '2' });
  await inDiscord('noor', 'task submit', { task: '2', file: { filename: 'boats.png', content_type: 'image/png', data: PICTURE.toString('base64') } });
  const { on: sandbox, page, check } = await visitSandbox();
  await sandbox.open('harper', 'proofs');
  const card = sandbox.message('boats.png');
  await card.locator('img.dc-image, img.dc-attachment').first().waitFor();
  await card.getByRole('button', { name: 'Accept' }).click();
  await card.getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' });
  await sandbox.actAs('Noor');
  await page.getByRole('complementary').getByRole('button', { name: 'Noor' }).filter({ hasText: 'Regular' }).waitFor();
  await sandbox.openChannel('Coffer');
  await sandbox.message('Photo of the week').waitFor();
  check();
});
