import { expect, inject, test } from 'vitest';
import { useBrowser, visitDashboard, visitSignedOut } from './visit.ts';

useBrowser();

/** What Chromium itself writes to the console for an answer that says "not signed in" or "you may not". */
const REFUSED = /status of 40[134]/;
const WRONG = 'That user name or password is not right.';

test('who is not signed in is asked to, and comes to the page that was asked for; signing out shows nothing more', async () => {
  const { username, password } = inject('stage');
  const { on: dashboard, page, check } = await visitSignedOut();
  await dashboard.visit('members?sort=name');
  await dashboard.signIn(username, 'not the password');
  await page.getByRole('alert').filter({ hasText: WRONG }).waitFor();
  await dashboard.signIn(username, password);
  await dashboard.row('Jonas').waitFor();
  expect(new URL(page.url()).search).toBe('?sort=name');

  await page.getByRole('button', { name: `Account of ${username}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await dashboard.button('Sign in').waitFor();
  expect(await page.getByText('Jonas').count()).toBe(0);
  await page.reload();
  await dashboard.button('Sign in').waitFor();
  check({ errors: REFUSED });
});

test('a session that has run out asks to sign in again and goes on where it was; one whose token is old is renewed unseen', async () => {
  const { username, password } = inject('stage');
  const { on: dashboard, page, context, check } = await visitDashboard();
  await dashboard.open('shop');
  await dashboard.row('Storm lantern').waitFor();

  await context.clearCookies({ name: 'coffer_access' });
  await dashboard.go('Staff and rights');
  await dashboard.go('Audit');
  expect((await context.cookies(page.url().replace(/\/s\/.*/, '/api'))).map(({ name }) => name)).toContain('coffer_access');

  await context.clearCookies();
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await dashboard.button('Sign in').waitFor();
  await dashboard.picture('signed-out');
  await dashboard.signIn(username, password);
  await dashboard.row('Mika').waitFor();
  expect(new URL(page.url()).pathname).toMatch(/\/members$/);
  check({ errors: REFUSED });
});

test('a server that is not there is told plainly', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.visit('members', '1100000000000000999');
  await page.getByRole('alert').filter({ hasText: 'server' }).waitFor();
  await dashboard.picture('foreign');
  check({ errors: REFUSED });
});

test('who signs in with Discord sees what their roles allow, and is told plainly what they do not', async () => {
  const { sandbox } = inject('stage');
  const asMember = await visitSignedOut();
  await asMember.on.visit('settings');
  await asMember.page.getByRole('link', { name: 'Sign in with Discord' }).click();
  await asMember.page.getByRole('link', { name: 'Mika' }).click();
  await asMember.page.getByRole('alert').first().waitFor();
  await asMember.on.picture('no-rights');
  expect(await asMember.page.getByText('Highest balance').count()).toBe(0);
  asMember.check({ errors: REFUSED, origin: sandbox });

  const asAdmin = await visitSignedOut();
  await asAdmin.on.visit('settings');
  await asAdmin.page.getByRole('link', { name: 'Sign in with Discord' }).click();
  await asAdmin.page.getByRole('link', { name: 'Harper' }).click();
  await asAdmin.page.getByText('Highest balance').waitFor();
  const navigation = asAdmin.page.getByRole('navigation', { name: 'Sections' });
  await navigation.getByRole('link', { name: 'Sessions' }).waitFor();
  expect(await navigation.getByRole('link', { name: 'Logs and health' }).count()).toBe(0);
  asAdmin.check({ errors: REFUSED, origin: sandbox });
});
