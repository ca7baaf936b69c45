import { beforeAll, expect, test } from 'vitest';
import { tick } from '../harness/announcements.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { holdCosts, type Measured } from '../harness/costs.ts';
import { admin, guild, press, run, submit } from '../harness/discord.ts';
import { migrate } from '../harness/env.ts';
import { rowsOf } from '../harness/meter.ts';
import { idOf } from '../harness/tasks.ts';

beforeAll(migrate);

const boss = admin();

test('the commands of announcements and embeds cost what docs/costs.md says', async () => {
  const where = guild();
  await configure(where, { limits: NO_RATE });
  const channel = { channel: '100000000000000001' };
  const form = await run(boss, where, '/announce post', { channel, title: 'Regatta' });
  await submit(boss, where, form.data.custom_id, { title: 'Regatta', text: 'Bring a boat' });
  const template = await run(boss, where, '/embed create', { name: 'rules' });
  await submit(boss, where, template.data.custom_id, { title: 'Rules' });
  const list: Measured[] = [
    { path: 'announce post', who: boss, options: { channel, title: 'Market' } },
    { path: 'announce schedule', who: boss, options: { channel, when: 'in 2h' } },
    { path: 'announce edit', who: boss, options: { announcement: '1', pin: true } },
    { path: 'announce delete', who: boss, options: { announcement: '1' } },
    { path: 'embed create', who: boss, options: { name: 'help' } },
    { path: 'embed edit', who: boss, options: { name: 'rules' } },
    { path: 'embed post', who: boss, options: { name: 'rules', channel } },
    { path: 'embed delete', who: boss, options: { name: 'rules' } },
  ];
  await holdCosts(where, list);
});

test('their forms write what docs/costs.md says, and so does a posting by the clock', async () => {
  const where = guild();
  await configure(where, { limits: NO_RATE });
  const written = async (work: () => Promise<unknown>): Promise<number> => (await rowsOf(work)).written;
  const channel = { channel: '100000000000000001' };
  const form = await run(boss, where, '/announce post', { channel, title: 'Regatta' });
  expect(await written(() => submit(boss, where, form.data.custom_id, { title: 'Regatta', text: 'Bring a boat' }))).toBe(7);
  const template = await run(boss, where, '/embed create', { name: 'rules' });
  expect(await written(() => submit(boss, where, template.data.custom_id, { title: 'Rules' }))).toBe(6);
  const later = await run(boss, where, '/announce schedule', { when: 'in 2h', channel });
  await submit(boss, where, later.data.custom_id, { title: 'Market', text: 'Open' });
  expect(await written(() => tick(Date.now() + 10_000_000))).toBe(4);
  const sure = await run(boss, where, '/announce delete', { announcement: '1' });
  expect(await written(() => press(boss, where, idOf(sure, 'Delete')))).toBe(7);
});
