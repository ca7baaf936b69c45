import { expect } from 'vitest';
import costs from '../../docs/costs.md?raw';
import { commandInteraction, deliver, type Guild, type OptionValue, type Person } from './discord.ts';
import { rowsOf } from './meter.ts';

export interface Measured {
  path: string;
  who: Person;
  options?: Record<string, OptionValue> | (() => Promise<Record<string, OptionValue>>);
  /** Rows written that were promised at the most. */
  most?: number;
}

/** The table of docs/costs.md: rows read and written by command. */
export function documented(): Map<string, { read: number; written: number }> {
  const rows = [...costs.matchAll(/^\| `\/([^`]+)` \| (\d+) \| (\d+) \|/gm)];
  return new Map(rows.map(([, path = '', read, written]) => [path, { read: Number(read), written: Number(written) }]));
}

/** Runs the commands in order and holds what each costs against the table. */
export async function holdCosts(where: Guild, list: Measured[]): Promise<void> {
  const told = documented();
  for (const { path, who, options = {}, most } of list) {
    const given = typeof options === 'function' ? await options() : options;
    const interaction = commandInteraction(who, where, path, given);
    const { read, written } = await rowsOf(async () => {
      const answer = await deliver(interaction);
      expect(answer.status).toBe(200);
      // An error's footer carries a reference; a refused command would measure nothing.
      expect(JSON.stringify(answer.data), path).not.toContain('Reference');
    });
    const line = `| \`/${path}\` | ${read} | ${written} |`;
    if (most !== undefined) expect(written, line).toBeLessThanOrEqual(most);
    const row = told.get(path);
    expect.soft(row?.written, `rows written, measured: ${line}`).toBe(written);
    // What is read depends on the length of a history; the table gives the order.
    expect.soft(Math.abs((row?.read ?? 1_000) - read), `rows read, measured: ${line}`).toBeLessThanOrEqual(Math.max(5, read));
  }
}
