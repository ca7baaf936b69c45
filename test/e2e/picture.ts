import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../../dashboard/test/browser.ts';

/** Folder for pictures of the steps; none are made without it. */
const PICTURES = process.env['SCREENSHOTS'];

let taken = 0;

/** Keeps a picture of the page, numbered in the order of the steps. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  taken += 1;
  await page.screenshot({ path: join(PICTURES, `${String(taken).padStart(2, '0')}-${name}.png`) });
}
