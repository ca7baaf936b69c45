import { expect, test } from 'vitest';
import type { Page } from '../../dashboard/test/browser.ts';
import { useBrowser, visitDashboard } from './visit.ts';

useBrowser();

const PHONE = 360;
const SECTIONS = ['overview', 'members', 'transactions', 'review', 'shop', 'tasks', 'announcements', 'embeds', 'commands', 'settings', 'staff', 'audit', 'health', 'sessions'];

const widthOf = async (page: Page): Promise<number> => Number(await page.evaluate('document.documentElement.scrollWidth'));

test('a phone: every section fits, and the navigation opens and closes', async () => {
  const { on: dashboard, page, check } = await visitDashboard({ width: PHONE });
  await dashboard.open('overview');
  const burger = dashboard.button('Navigation');
  await burger.click();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Shop' }).click();
  await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor();
  await page.getByRole('navigation', { name: 'Sections' }).waitFor({ state: 'hidden' });
  for (const section of SECTIONS) {
    await dashboard.open(section);
    await page.waitForLoadState('networkidle');
    expect(await widthOf(page), section).toBeLessThanOrEqual(PHONE);
    await dashboard.picture(`phone-${section}`);
  }
  check();
});

test('dark, in German, by the keyboard', async () => {
  const { on: dashboard, page, check } = await visitDashboard({ scheme: 'dark', locale: 'de-DE' });
  await dashboard.open('overview');
  await page.getByRole('heading', { level: 1, name: 'Übersicht' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('de');
  expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Aufgaben');
  await page.getByRole('option', { name: /^Aufgaben/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Aufgaben' }).waitFor();
  await dashboard.picture('dark-german');
  await page.getByRole('button', { name: /^DE/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
  check();
});
