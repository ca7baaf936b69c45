import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { launch } from '../../dashboard/test/browser.ts';
import type { Page } from '../../dashboard/test/browser.ts';
import { DashboardPage } from './dashboard.ts';
import { SandboxPage } from './page.ts';

type Browser = Awaited<ReturnType<typeof launch>>;
type Context = ReturnType<Page['context']>;

/** How long a step may take where Chromium, the Worker and much else share two cores. */
const PATIENCE_MS = 60_000;

export interface Look {
  scheme?: 'light' | 'dark';
  locale?: string;
  width?: number;
}

interface Visit<Kind> {
  page: Page;
  context: Context;
  on: Kind;
  /** Fails the test for any error of the page and any request to another host, but for those that belong to the test. */
  check: (expected?: { errors?: RegExp; origin?: string }) => void;
}

let browser: Browser;

/** Visits of the tests of a file, each in a browser context of its own that ends with the test. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await launch();
  });
  // A page left open would go on drawing beside the next test.
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(() => browser?.close());
}

async function open<Kind>(origin: string, { scheme = 'light', locale = 'en-US', width = 1_360 }: Look, onto: (page: Page) => Kind): Promise<Visit<Kind>> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, locale, timezoneId: 'UTC', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  const hosts = new Set<string>();
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`));
  page.on('request', (request) => /^https?:/.test(request.url()) && hosts.add(new URL(request.url()).origin));
  const check: Visit<Kind>['check'] = (expected = {}) => {
    expect(errors.filter((error) => !expected.errors?.test(error))).toEqual([]);
    expect([...hosts].filter((host) => host !== expected.origin)).toEqual([origin]);
  };
  return { page, context, on: onto(page), check };
}

/** The sandbox page with nobody's leftovers. */
export function visitSandbox(look: Look = {}): Promise<Visit<SandboxPage>> {
  const { sandbox } = inject('stage');
  return open(sandbox, look, (page) => new SandboxPage(page, sandbox));
}

/** The dashboard, where nobody is signed in. */
export function visitSignedOut(look: Look = {}): Promise<Visit<DashboardPage>> {
  const { dashboard } = inject('stage');
  return open(dashboard, look, (page) => new DashboardPage(page, dashboard));
}

/** The dashboard with the operator signed in, by the API alone: the form has tests of its own. */
export async function visitDashboard(look: Look = {}): Promise<Visit<DashboardPage>> {
  const { dashboard, username, password } = inject('stage');
  const visit = await visitSignedOut(look);
  const answer = await visit.context.request.post(`${dashboard}/api/auth/login`, { data: { username, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  return visit;
}
