import { expect, inject } from 'vitest';
import type { GivenValue, InteractRequest } from '../../scripts/sandbox/interact/request.ts';
import type { Outcome } from '../../scripts/sandbox/view.ts';

/** A picture as a member would send one: the smallest PNG there is. */
export const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** Sends a command as the terminal client does: for what a test needs to have happened in Discord. */
export async function inDiscord(as: string, name: string, options: Record<string, GivenValue> = {}, channel = '#general'): Promise<void> {
  const request: InteractRequest = { as, channel, command: { name, options } };
  const answer = await fetch(`${inject('stage').sandbox}/_sandbox/interact`, { method: 'POST', body: JSON.stringify(request) });
  const text = await answer.text();
  expect(answer.status, `/${name}: ${text}`).toBe(200);
  expect((JSON.parse(text) as Outcome).problems).toEqual([]);
}
