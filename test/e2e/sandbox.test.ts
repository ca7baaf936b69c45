import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { axeFindings, launch } from '../../dashboard/test/browser.ts';
import { SandboxPage } from './page.ts';
import { startStage } from './stage.ts';
import type { Stage } from './stage.ts';

type Browser = Awaited<ReturnType<typeof launch>>;

/** How long a step may take where Chromium, the Worker and much else share two cores. */
const PATIENCE_MS = 60_000;

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  stage = await startStage();
}, 240_000);

/** Each test is a visit of its own; a page left open would go on drawing beside the next. */
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

interface Look {
  scheme?: 'light' | 'dark';
  locale?: string;
  width?: number;
}

/** A page with nobody's leftovers; every error of it fails the test that ends with `check`. */
async function openPage({ scheme = 'light', locale = 'en-US', width = 1_360 }: Look = {}): Promise<{ sandbox: SandboxPage; check: () => void }> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, locale, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  const hosts = new Set<string>();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  const check = (): void => {
    expect(errors).toEqual([]);
    expect([...hosts]).toEqual([new URL(stage.url).origin]);
  };
  return { sandbox: new SandboxPage(page, stage.url), check };
}

/** A picture as a member would send one: the smallest PNG there is. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

test('a newcomer earns, pays, buys, does a task and is paid for it', async () => {
  const { sandbox, check } = await openPage();
  const { page } = sandbox;
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

  await sandbox.openChannel('tasks');
  await sandbox.message('Photo of the week').getByRole('button', { name: 'Claim' }).click();
  await sandbox.message('You have claimed').getByRole('button', { name: 'Hand in' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Submit' }).click();
  await form.getByText('This field is required.').first().waitFor();
  await sandbox.picture('form');
  await form.locator('input[type=file]').setInputFiles({ name: 'harbour.png', mimeType: 'image/png', buffer: PICTURE });
  await form.getByText('harbour.png').waitFor();
  await form.getByRole('button', { name: 'Submit' }).click();
  await form.waitFor({ state: 'detached' });
  await sandbox.picture('handed-in');

  await sandbox.actAs('Harper');
  await sandbox.openChannel('proofs');
  const card = sandbox.message('Proof: Photo of the week');
  await card.locator('img.dc-image, img.dc-attachment').first().waitFor();
  await sandbox.picture('proof');
  await card.getByRole('button', { name: 'Accept' }).click();
  await card.getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' });
  await sandbox.picture('accepted');

  await sandbox.actAs('Sol');
  const member = page.getByRole('complementary').getByRole('button', { name: 'Sol' });
  await member.filter({ hasText: 'Regular' }).waitFor();
  await sandbox.openChannel('Coffer');
  await sandbox.message('Photo of the week').waitFor();
  await sandbox.picture('direct-message');
  check();
});

test('an app\'s menu, autocomplete and an edit that comes by itself', async () => {
  const { sandbox, check } = await openPage({ scheme: 'dark' });
  const { page } = sandbox;
  await sandbox.open('mika', 'general');
  await page.getByRole('complementary').getByRole('button', { name: 'Jonas' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'View wallet' }).click();
  await sandbox.message('Only you can see this').waitFor();
  await sandbox.message('Only you can see this').getByRole('button', { name: 'Dismiss message' }).click();
  await sandbox.message('Only you can see this').waitFor({ state: 'detached' });

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
  const { sandbox, check } = await openPage();
  const { page } = sandbox;
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
  const { sandbox, check } = await openPage({ width: 360, locale: 'de-DE' });
  const { page } = sandbox;
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
  const { sandbox } = await openPage({ scheme, width });
  const { page } = sandbox;
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
