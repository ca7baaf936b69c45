import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The system's Chromium, by CHROMIUM or where distributions put it.
 * @throws Error that says plainly what is missing; a test that needs a browser must not pass without one.
 */
function chromiumPath(): string {
  const given = process.env['CHROMIUM'];
  if (given !== undefined && !existsSync(given)) throw new Error(`CHROMIUM names ${given}, which is not there`);
  const found = given ?? INSTALLED.find((path) => existsSync(path));
  if (found === undefined) throw new Error('This test needs Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path');
  return found;
}

/** Starts the system's Chromium without a window. */
export function launch(): Promise<Browser> {
  // Its own sandbox needs rights that containers and CI often withhold; the pages are our own.
  return chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
}

export type { Locator, Page } from 'playwright-core';

/** The source of axe-core, to be run in a page. */
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Finding {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe-core finds wrong on the page as it stands, a line for each place; by all of its rules or by some. */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  // By evaluation, which a content security policy of 'self' lets the debugger do, and not as a script of the page.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Finding[] }> } }; // put there by the line above
    return (await axe.run({ resultTypes: ['violations'], ...(runOnly ? { runOnly } : {}) })).violations;
  }, rules);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}
