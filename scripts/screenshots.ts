/** Makes the pictures of docs/images from a Coffer that runs on demo data: `npm start -- --fresh`, and then `npm run screenshots`. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../dashboard/test/browser.ts';
import type { Page } from '../dashboard/test/browser.ts';
import { DEMO } from './sandbox/demo.ts';
import { readSettings, settingsFile } from './settings.ts';
import { accessOf } from './start/access.ts';
import { FILES, ROOT } from './start/folders.ts';

const FOLDER = join(ROOT, 'docs', 'images');
const DESKTOP = { width: 1_200, height: 750 };
const PHONE = { width: 360, height: 720 };
/** How long a page may take to show itself on a busy machine. */
const PATIENCE_MS = 60_000;

interface Shot {
  name: string;
  /** Path below the demo server in the dashboard, or the sandbox's own address. */
  at: string;
  scheme?: 'dark';
  phone?: true;
  /** What has to stand there before the picture is taken, and what is done for it. */
  ready: (page: Page) => Promise<void>;
}

const chart = (page: Page): Promise<void> => page.locator('.recharts-surface path').first().waitFor();
const row = (page: Page): Promise<void> => page.getByRole('main').getByRole('row').nth(2).waitFor();
const heading = (page: Page): Promise<void> => page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
const message = async (page: Page): Promise<void> => {
  await page.locator('.sb-row').first().waitFor();
  // The panel beside the messages comes by itself where there is room for it.
  if (Number(page.viewportSize()?.width) > 1_000) await page.getByRole('complementary').getByRole('button').first().waitFor();
};

const DASHBOARD: Shot[] = [
  { name: 'overview', at: 'overview', ready: chart },
  { name: 'overview-dark', at: 'overview', scheme: 'dark', ready: chart },
  { name: 'overview-phone', at: 'overview', phone: true, ready: chart },
  { name: 'members', at: 'members', ready: row },
  { name: 'member', at: `members/${DEMO.members.mika}`, ready: chart },
  { name: 'transactions', at: 'transactions', scheme: 'dark', ready: row },
  { name: 'review', at: 'review', ready: (page) => page.getByRole('button', { name: /^Accept/ }).waitFor() },
  { name: 'review-phone', at: 'review', scheme: 'dark', phone: true, ready: (page) => page.getByRole('button', { name: /^Accept/ }).waitFor() },
  { name: 'shop', at: 'shop', ready: row },
  { name: 'tasks', at: 'tasks', ready: heading },
  { name: 'announcements', at: 'announcements?view=calendar', ready: heading },
  { name: 'embeds', at: 'embeds?embed=1', scheme: 'dark', ready: (page) => page.getByRole('dialog').locator('.dc-embed').first().waitFor() },
  { name: 'settings', at: 'settings?part=earning', ready: heading },
];
const SANDBOX: Shot[] = [
  { name: 'sandbox', at: '?as=mika&channel=shop', ready: message },
  { name: 'sandbox-dark', at: '?as=harper&channel=proofs', scheme: 'dark', ready: message },
  { name: 'sandbox-phone', at: '?as=mika&channel=tasks', phone: true, ready: message },
];

/** Still on its way: skeletons, spinners, movement. */
const UNSETTLED = 'document.querySelector(".mantine-Skeleton-root, .mantine-Loader-root, [aria-busy=true]") !== null || document.getAnimations().some(({ playState }) => playState === "running")';

async function settled(page: Page): Promise<void> {
  const late = Date.now() + PATIENCE_MS;
  while (await page.evaluate(UNSETTLED)) {
    if (Date.now() > late) throw new Error(`${page.url()} did not come to rest`);
    await page.waitForTimeout(100);
  }
}

/** Where Coffer runs. @throws Error that says what to do where it does not */
function running(): { dashboardUrl: string; sandboxUrl: string | null } {
  if (!existsSync(FILES.run)) throw new Error('Coffer does not run here: npm start -- --fresh in another terminal, then this again');
  return JSON.parse(readFileSync(FILES.run, 'utf8')) as { dashboardUrl: string; sandboxUrl: string | null };
}

const { dashboardUrl, sandboxUrl } = running();
const { vars } = accessOf(readSettings(process.env, settingsFile(FILES.settings)).access, null);
mkdirSync(FOLDER, { recursive: true });
const browser = await launch();
try {
  const shots = [
    ...DASHBOARD.map((shot) => ({ ...shot, url: `${dashboardUrl}/s/${DEMO.guild}/${shot.at}` })),
    ...(sandboxUrl === null ? [] : SANDBOX.map((shot) => ({ ...shot, url: `${sandboxUrl}/${shot.at}` }))),
  ];
  for (const { name, url, scheme = 'light', phone, ready } of shots.filter((shot) => process.argv.length < 3 || process.argv.includes(shot.name))) {
    const context = await browser.newContext({ viewport: phone ? PHONE : DESKTOP, colorScheme: scheme, locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' });
    const signedIn = await context.request.post(`${dashboardUrl}/api/auth/login`, { data: { username: vars.ADMIN_USERNAME, password: vars.ADMIN_PASSWORD } });
    if (!signedIn.ok()) throw new Error(`The sign-in was refused (${signedIn.status()}): give ADMIN_USERNAME and ADMIN_PASSWORD as at the start`);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(url);
    await ready(page);
    await settled(page);
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    console.log(`docs/images/${name}.png`);
    await context.close();
  }
} finally {
  await browser.close();
}
