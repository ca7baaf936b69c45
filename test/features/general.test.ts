import { beforeAll, expect, test } from 'vitest';
import { admin, complete, controls, guild, person, press, run } from '../harness/discord.ts';
import { configure } from '../harness/configure.ts';
import { migrate } from '../harness/env.ts';

beforeAll(migrate);

test('/help lists what the caller may run here, by topic', async () => {
  const [where, mika] = [guild(), person('mika')];
  const help = await run(mika, where, '/help');
  expect(help.private).toBe(true);
  expect(help.text).toContain('**/daily**');
  expect(help.text).not.toContain('/eco give');
  const staff = await run(admin(), where, '/help');
  expect(staff.text).toContain('**/eco give**');
  expect(staff.text).toContain('**/config view**');
  const topic = await run(mika, where, '/help', { topic: 'economy' });
  expect(topic.text).toMatch(/\*\*\/pay\*\*\nPay another member/);
  expect((await run(mika, where, '/help', { topic: 'treasury' })).text).toContain('no such topic');
});

test('the menu turns to a topic, and says so in the language of the reader', async () => {
  const [where, mika] = [guild(), person('mika', { locale: 'de' })];
  const help = await run(mika, where, '/help');
  const [menu] = controls(help);
  const picked = await press(mika, where, menu?.id ?? '', ['economy']);
  expect(picked.type).toBe(7);
  expect(picked.text).toContain('Hilfe · Geldbörse und Verdienen');
  expect(picked.text).toContain('Hol dir deine tägliche Belohnung');
  expect(await complete(mika, where, '/help', 'topic', 'geld')).toEqual([{ name: 'Geldbörse und Verdienen', value: 'economy' }]);
});

test('/help leaves out what is switched off', async () => {
  const [where, mika] = [guild(), person('mika')];
  await configure(where, { off: ['economy'] });
  await run(mika, where, '/ping');
  expect((await run(mika, where, '/help')).text).not.toContain('/daily');
  expect((await run(mika, where, '/help', { topic: 'economy' })).text).toContain('no such topic');
});

test('every topic stays within Discord\'s limits', async () => {
  const where = guild();
  for (const locale of ['en-US', 'de']) {
    const staff = admin();
    staff.locale = locale;
    const overview = await run(staff, where, '/help');
    const [embed] = overview.data.embeds;
    expect(embed.fields.every(({ value }: { value: string }) => value.length > 0 && value.length <= 1_024)).toBe(true);
    for (const option of overview.data.components[0].components[0].options) {
      const topic = await run(staff, where, '/help', { topic: option.value });
      expect(topic.data.embeds[0].description.length).toBeLessThanOrEqual(4_096);
      expect(topic.text).not.toMatch(/commands\.\w+/);
    }
  }
});

test('/ping shows version, database and queue', async () => {
  const ping = await run(person('mika'), guild(), '/ping');
  expect(ping.private).toBe(true);
  expect(ping.text).toMatch(/Coffer is here[^]*answered in \d+ ms[^]*Waiting changes\n0/);
  expect((await run(person('mika', { locale: 'de' }), guild(), '/ping')).text).toContain('Coffer ist da');
});
