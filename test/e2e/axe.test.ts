import { expect, test } from 'vitest';
import { axeFindings } from '../../dashboard/test/browser.ts';
import type { Page } from '../../dashboard/test/browser.ts';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import type { DashboardPage } from './dashboard.ts';
import { useBrowser, visitDashboard, visitSignedOut } from './visit.ts';

useBrowser();

/** A page of the dashboard, and what is opened on it. */
interface State {
  at: string;
  open?: (dashboard: DashboardPage) => Promise<void>;
}

const PHONE = 360;
/** The dark page is the light one in other colours. */
const LOOKS = [
  { scheme: 'light', width: 1_360 }, { scheme: 'dark', width: 1_360, rules: ['color-contrast', 'link-in-text-block'] }, { scheme: 'light', width: PHONE },
] as const satisfies { scheme: 'light' | 'dark'; width: number; rules?: string[] }[];

const press = (name: string | RegExp) => async ({ main }: DashboardPage): Promise<void> => main.getByRole('button', { name }).first().click();
const tab = (name: string) => async ({ main }: DashboardPage): Promise<void> => main.getByRole('tab', { name }).click();
/** The menu of the first record of a list. */
const menu = press(/^What (?:to do|can be done) with /);
const choose = (act: string) => async (dashboard: DashboardPage): Promise<void> => {
  await menu(dashboard);
  await dashboard.page.getByRole('menuitem', { name: act, exact: true }).click();
  await dashboard.dialog.waitFor();
};

const STATES: Record<string, State[]> = {
  overview: [
    { at: 'overview' }, { at: 'overview?period=day' },
    { at: 'overview', open: ({ page }) => page.getByRole('button', { name: /^Account of/ }).click() },
    { at: 'overview', open: ({ page }) => page.keyboard.press('Control+K') },
    { at: 'overview', open: ({ page }) => page.keyboard.press('?') },
    { at: 'nowhere' },
  ],
  members: [
    { at: 'members' }, { at: 'members', open: menu }, { at: 'members', open: choose('Add coins') }, { at: 'members?tab=inactive' },
    { at: `members/${DEMO.members.mika}` }, { at: 'members?q=nobody-is-called-this' },
  ],
  transactions: [
    { at: 'transactions' }, { at: 'transactions?stats=month' }, { at: 'transactions?export=1' }, { at: 'transactions?archive=1' }, { at: 'transactions?validate=1' },
    { at: 'transactions', open: press('More') },
  ],
  review: [{ at: 'review' }, { at: 'review', open: press(/^Reject/) }, { at: 'review?state=all' }],
  shop: [
    { at: 'shop' }, { at: 'shop', open: menu }, { at: 'shop', open: choose('Edit') }, { at: 'shop?new=1' }, { at: 'shop', open: tab('Orders') },
  ],
  tasks: [{ at: 'tasks' }, { at: 'tasks?view=table' }, { at: 'tasks', open: menu }, { at: 'tasks', open: choose('Delete') }, { at: 'tasks?new=1' }],
  announcements: [
    { at: 'announcements' }, { at: 'announcements?view=calendar' }, { at: 'announcements', open: menu }, { at: 'announcements', open: choose('Edit') },
    { at: 'announcements', open: choose('Delete') }, { at: 'announcements?new=1' },
  ],
  embeds: [{ at: 'embeds' }, { at: 'embeds', open: choose('Edit') }, { at: 'embeds?new=1' }],
  commands: [{ at: 'commands' }, { at: 'commands?new=1' }],
  settings: ['currency', 'earning', 'limits', 'features', 'channels', 'shop', 'tasks', 'exclude', 'locale', 'sync'].map((part) => ({ at: `settings?part=${part}` })),
  'staff, audit': [{ at: 'staff' }, { at: 'audit' }],
  health: [{ at: 'health' }, { at: 'health?tab=logs' }, { at: 'health?tab=sync' }, { at: 'health?tab=operator' }],
  sessions: [{ at: 'sessions' }, { at: 'sessions?ended=1' }, { at: 'sessions', open: press(/^End the session/) }],
};

const UNSETTLED = 'document.querySelector(".mantine-Skeleton-root, .mantine-Loader-root, [aria-busy=true]") !== null || document.getAnimations().some(({ playState }) => playState === "running")';

/** Until the page shows what it is about; skeletons and fading parts are not what axe-core is to judge. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(UNSETTLED), { timeout: 30_000, interval: 100 }).toBe(false);
}

async function findingsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const look of LOOKS) {
    const { scheme, width } = look;
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    await settled(page);
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (width === PHONE && wide > PHONE) found.push(`${scheme} ${width}: the page is ${wide} wide`);
    found.push(...(await axeFindings(page, 'rules' in look ? [...look.rules] : undefined)).map((finding) => `${scheme} ${width}: ${finding}`));
  }
  await page.setViewportSize({ width: LOOKS[0].width, height: 800 });
  return found;
}

test.each(Object.entries(STATES))('axe-core finds nothing in %s', async (_section, states) => {
  const { on: dashboard, page } = await visitDashboard();
  const found = new Map<string, string[]>();
  for (const { at, open } of states) {
    await dashboard.open(at);
    await settled(page);
    await open?.(dashboard);
    await settled(page);
    await dashboard.picture(`axe-${at.replaceAll(/\W+/g, '-')}`);
    const findings = await findingsOf(page);
    if (findings.length > 0) found.set(`${at} ${open ? 'with something open' : ''}`, findings);
  }
  expect(Object.fromEntries(found)).toEqual({});
});

test('axe-core finds nothing in the sign-in and in the navigation of a phone', async () => {
  const { on: dashboard, page } = await visitSignedOut();
  await dashboard.open('overview');
  const found = await findingsOf(page);
  const phone = await visitDashboard({ width: PHONE, scheme: 'dark' });
  await phone.on.open('overview');
  await phone.page.getByRole('button', { name: 'Navigation' }).click();
  await phone.page.getByRole('link', { name: 'Members', exact: true }).waitFor();
  await settled(phone.page);
  found.push(...await axeFindings(phone.page));
  expect(found).toEqual([]);
});
