import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderMarkdown, timestampText } from '../../scripts/discord/markdown.ts';
import type { MarkdownContext } from '../../scripts/discord/markdown.ts';
import { parseArguments, parseCommand, parseFields } from '../../scripts/discord/parse.ts';
import type { Parameter } from '../../scripts/discord/parse.ts';
import { run } from '../../scripts/discord/run.ts';
import { SandboxClient, sandboxUrl } from '../../scripts/discord/sandbox-client.ts';
import { cells, terminalOf, wrap } from '../../scripts/discord/terminal.ts';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import type { Sandbox } from '../../scripts/sandbox/server.ts';
import { control, register, reply, rest, sandboxWith } from './fixture.ts';
import type { Json, Received } from './fixture.ts';

const PLAIN = { width: 80, color: false };

const COMMANDS: Parameter[] = [
  { name: 'daily', type: 1 },
  { name: 'pay', type: 1, options: [{ name: 'user', type: 6 }, { name: 'amount', type: 4 }, { name: 'note', type: 3 }] },
  { name: 'eco', type: 1, options: [{ name: 'give', type: 1, options: [{ name: 'user', type: 6 }, { name: 'amount', type: 4 }, { name: 'reason', type: 3 }] }] },
];

describe('command line', () => {
  it.each([
    [['/pay', 'user:@mika', 'amount:50', 'note:for lunch'], 'pay', { user: '@mika', amount: '50', note: 'for lunch' }],
    [['/pay', '@mika', '50'], 'pay', { user: '@mika', amount: '50' }],
    [['/pay', '@mika', '50', 'for', 'your', 'lunch'], 'pay', { user: '@mika', amount: '50', note: 'for your lunch' }],
    [['/pay', 'amount:50', '@mika'], 'pay', { user: '@mika', amount: '50' }],
    [['/pay', '@mika', '50', 'https://coffer.example/a'], 'pay', { user: '@mika', amount: '50', note: 'https://coffer.example/a' }],
    [['/eco', 'give', 'user:@mika', 'amount:5', 'reason:test'], 'eco give', { user: '@mika', amount: '5', reason: 'test' }],
    [['/DAILY'], 'daily', {}],
  ])('reads %j', (words, name, options) => {
    expect(parseCommand(words, COMMANDS)).toMatchObject({ name, options });
  });

  it.each([
    [['/dayly'], 'no command /dayly; did you mean /daily?'],
    [['/pay', 'usr:@mika'], 'no option "usr"; did you mean user?'],
    [['/eco', 'gve'], 'no subcommand "gve"; did you mean give?'],
    [['/eco'], '/eco needs a subcommand: give'],
    [['/daily', 'now'], 'takes no more than 0 options'],
  ])('says plainly what is wrong with %j', (words, message) => {
    expect(() => parseCommand(words, COMMANDS)).toThrow(message);
  });

  it('takes switches anywhere, and a whole command in one argument', () => {
    expect(parseArguments(['/daily', '--as', 'mika', '--repeat=20', '--json'])).toEqual({
      words: ['/daily'], switches: { as: 'mika', repeat: 20, json: true, dm: false, unchecked: false },
    });
    expect(parseArguments(['/pay @mika 50 note:"for lunch"']).words).toEqual(['/pay', '@mika', '50', 'note:for lunch']);
    expect(() => parseArguments(['/daily', '--ass', 'mika'])).toThrow('no switch --ass; did you mean --as');
    expect(() => parseArguments(['/daily', '--repeat', 'many'])).toThrow('--repeat');
    expect(parseArguments(['/proof', '--file', 'a.png', '--file=b.png']).switches.files).toEqual(['a.png', 'b.png']);
    expect(parseFields(['reason=a=b'])).toEqual({ reason: 'a=b' });
  });

  it('finds the stand-in by the environment, else by the run file, else by the default', () => {
    const folder = mkdtempSync(join(tmpdir(), 'client-'));
    const file = join(folder, 'run.json');
    expect(sandboxUrl({}, file)).toBe('http://127.0.0.1:8789');
    writeFileSync(file, JSON.stringify({ workerUrl: 'x', sandboxUrl: 'http://127.0.0.1:1234' }));
    expect(sandboxUrl({}, file)).toBe('http://127.0.0.1:1234');
    expect(sandboxUrl({ SANDBOX_URL: 'http://127.0.0.1:99/' }, file)).toBe('http://127.0.0.1:99');
    rmSync(folder, { recursive: true });
  });
});

describe('terminal', () => {
  const context: MarkdownContext = {
    terminal: PLAIN, locale: 'en-US', now: 1_800_000_000_000,
    names: { users: { 1: 'Mika' }, roles: { 2: 'Crew' }, channels: { 3: 'shop' } },
  };

  it('turns mentions, times and emphasis into text', () => {
    expect(renderMarkdown('**50** for <@1> of <@&2> in <#3>, </pay:9>, `a*b`, <:coin:5>, snake_case_name, 2\\*3', context))
      .toBe('50 for @Mika of @Crew in #shop, /pay, a*b, :coin:, snake_case_name, 2*3');
    expect(timestampText(1_800_000_000 + 5 * 3_600, 'R', 'en-US', context.now)).toBe('in 5 hours');
    expect(timestampText(1_800_000_000 - 86_400, 'R', 'de', context.now)).toBe('gestern');
    expect(renderMarkdown('**x**', { ...context, terminal: { width: 80, color: true } })).toBe('\u001b[1mx\u001b[22m');
  });

  it('measures and wraps by columns, closing styles at each line’s end', () => {
    expect([cells('日本'), cells('🪙'), cells('\u001b[1mab\u001b[22m'), cells('é')]).toEqual([4, 2, 2, 1]);
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('x'.repeat(10), 4)).toEqual(['xxxx', 'xxxx', 'xx']);
    expect(wrap('\u001b[1mone two\u001b[22m', 4)).toEqual(['\u001b[1mone\u001b[0m', '\u001b[1mtwo\u001b[22m']);
  });

  it('honours NO_COLOR and the width within bounds', () => {
    expect(terminalOf({ isTTY: true, columns: 300 }, {})).toEqual({ width: 100, color: true });
    expect(terminalOf({ isTTY: true }, { NO_COLOR: '1' })).toEqual({ width: 80, color: false });
    expect(terminalOf({}, {}).color).toBe(false);
  });
});

const WALLET = {
  embeds: [{ title: 'Wallet of <@1000000000000000304>', description: '**120** coins', color: 0xd4a017, footer: { text: 'Harbour Market' },
    fields: [{ name: 'Available', value: '100', inline: true }, { name: 'Held', value: '20', inline: true }] }],
  components: [
    { type: 1, components: [{ type: 2, style: 1, label: 'History', custom_id: 'h' }, { type: 2, style: 2, label: 'Older', custom_id: 'o', disabled: true }, { type: 2, style: 5, label: 'Site', url: 'https://coffer.example' }] },
    { type: 1, components: [{ type: 3, custom_id: 's', placeholder: 'Period', options: [{ label: 'Week', value: 'w' }, { label: 'Month', value: 'm', description: '30 days' }] }] },
  ],
  flags: 64,
};

const FORM = { type: 9, data: { title: 'Why?', custom_id: 'why', components: [{ type: 18, label: 'Reason', component: { type: 4, custom_id: 'reason', style: 1 } }] } };

/** A Worker with a wallet, a form behind its button, choices and a slow command. */
function worker({ json }: Received): unknown {
  if (json.type === 4) return { type: 8, data: { choices: [{ name: 'Entry 12: +5', value: '12' }] } };
  if (json.type === 5) return reply(`because ${json.data.components[0].component.value}`);
  if (json.type === 3) return json.data.custom_id === 'h' ? FORM : { type: 7, data: { content: `chose ${json.data.values.join()}` } };
  if (json.data.name === 'slow') return { type: 5 };
  return { type: 4, data: WALLET };
}

async function client(sandbox: Sandbox, ...words: string[]): Promise<{ text: string; code: number }> {
  const { lines, code } = await run(new SandboxClient(sandbox.url), words, PLAIN);
  return { text: lines.join('\n'), code };
}

async function playing(): Promise<Sandbox> {
  const sandbox = await sandboxWith(worker);
  await register(sandbox, DEMO.guild, [
    { name: 'balance', description: 'Shows a wallet', options: [{ type: 6, name: 'user', description: 'Whose' }] },
    { name: 'slow', description: 'Takes its time' },
    { name: 'receipt', description: 'Shows a row', options: [{ type: 3, name: 'id', description: 'Which', autocomplete: true }] },
    { name: 'View wallet', type: 2 },
  ]);
  return sandbox;
}

describe('playing in the terminal', () => {
  it('shows a reply as a person would see it', async () => {
    const { text, code } = await client(await playing(), '/balance', '--as', 'member');
    expect(code).toBe(0);
    expect(text).toContain('▌ Wallet of @Mika');
    expect(text).toContain('▌ 120 coins');
    expect(text).toMatch(/▌ Available +Held\n▌ 100 +20/);
    expect(text).toContain('[1 History] [2 Older (off)] [Site: https://coffer.example]');
    expect(text).toContain('(3 Period ▾)');
    expect(text).toMatch(/○ Month +m · 30 days/);
    expect(text).toContain('only you can see this');
  });

  it('shows Components V2: text, section with its button, separator, in a box', async () => {
    const components = [{ type: 17, accent_color: 0xff0000, components: [
      { type: 10, content: '# Shop' }, { type: 14 },
      { type: 9, components: [{ type: 10, content: 'Rope, **5** coins' }], accessory: { type: 2, style: 3, label: 'Buy', custom_id: 'buy' } },
    ] }];
    const sandbox = await sandboxWith(() => ({ type: 4, data: { flags: 32768, components } }));
    await register(sandbox, DEMO.guild, [{ name: 'shop', description: 'x' }]);
    const { text } = await client(sandbox, '/shop');
    expect(text).toMatch(/▌ Shop\n▌ ─+\n▌ Rope, 5 coins\n▌ \[1 Buy\]/);
  });

  it('presses, fills the form, selects, as the person who acted last', async () => {
    const sandbox = await playing();
    await client(sandbox, '/balance', '--as', 'jonas');
    expect((await client(sandbox, 'press', 'History')).text).toContain('Reason');
    expect((await client(sandbox, 'submit', 'reason=I can')).text).toContain('because I can');
    await client(sandbox, '/balance', '--as', 'jonas');
    expect((await client(sandbox, 'select', '3', 'Month')).text).toContain('chose m');
    await client(sandbox, '/balance', '--as', 'jonas');
    expect((await client(sandbox, 'select', 'week')).text).toContain('chose w');
    await client(sandbox, '/balance', '--as', 'jonas');
    expect((await client(sandbox, 'press', '2')).text).toContain('✗ this button is disabled');
    await expect(client(sandbox, 'press', '9')).rejects.toThrow('no button "9"; there are 1 History, 2 Older');
  });

  it('hands in files: as an option in three spellings, and in a form', async () => {
    const seen: Json[] = [];
    const form = { type: 9, data: { title: 'Proof', custom_id: 'proof', components: [
      { type: 18, label: 'Files', component: { type: 19, custom_id: 'files', min_values: 1, max_values: 2 } },
    ] } };
    const sandbox = await sandboxWith(({ json }) => {
      seen.push(json);
      return json.type === 2 && json.data.options === undefined ? form : reply('thanks');
    });
    await register(sandbox, DEMO.guild, [{ name: 'proof', description: 'x', options: [{ type: 11, name: 'picture', description: 'x' }] }]);
    const folder = mkdtempSync(join(tmpdir(), 'client-'));
    const [first, second] = [join(folder, 'a.txt'), join(folder, 'b.mp4')];
    for (const path of [first, second]) writeFileSync(path, basename(path));
    const files = async (): Promise<string[]> => Promise.all((Object.values(seen.at(-1).data.resolved.attachments) as Json[])
      .map(async ({ url, content_type: type, size }) => `${await (await fetch(url)).text()} ${type} ${size}`));
    for (const words of [[`picture:${first}`], [`picture:file:${first}`], ['--file', first]]) {
      expect((await client(sandbox, '/proof', ...words)).text).toContain('thanks');
      expect(await files()).toEqual(['a.txt text/plain 5']);
    }
    await client(sandbox, '/proof');
    expect((await client(sandbox, 'submit', '--file', first, '--file', second)).text).toContain('thanks');
    expect((await files()).sort()).toEqual(['a.txt text/plain 5', 'b.mp4 video/mp4 5']);
    expect(seen.at(-1).data.components[0].component.values).toHaveLength(2);
    await expect(client(sandbox, '/proof', '--file', first, '--file', second)).rejects.toThrow('takes no more files');
    const uploaded = await control(sandbox, 'POST', '/upload', { filename: 'c.txt', content_type: 'text/plain', data: 'aGk=' });
    await sandbox.interact({ command: { name: 'proof', options: { picture: { uploaded: uploaded.id } } } });
    expect(await files()).toEqual(['hi text/plain 2']);
    rmSync(folder, { recursive: true });
  });

  it('completes, opens context menus, repeats, and prints raw JSON', async () => {
    const sandbox = await playing();
    expect((await client(sandbox, 'complete', '/receipt', 'id:1')).text).toContain('Entry 12: +5  12');
    expect((await client(sandbox, 'user', 'View wallet', '@jonas')).text).toContain('Wallet');
    await expect(client(sandbox, 'user', 'View walet', '@jonas')).rejects.toThrow('did you mean View wallet?');
    expect((await client(sandbox, '/balance', '--repeat', '5')).text).toContain('delivered 5 times: 5 × status 200; all answers are equal');
    expect(JSON.parse((await client(sandbox, '/balance', '--json')).text).status).toBe(200);
  });

  it('waits for a deferred reply', async () => {
    const sandbox = await playing();
    const shown = client(sandbox, '/slow');
    const waiting = async (): Promise<string> => {
      const open = Object.values(sandbox.world.state.interactions).find((i) => i.state === 'deferred');
      return open?.token ?? new Promise((resolve) => setImmediate(() => resolve(waiting())));
    };
    const token = await waiting();
    await rest(sandbox, 'PATCH', `/webhooks/${sandbox.identity.applicationId}/${token}/messages/@original`, { content: 'here at last' });
    expect((await shown).text).toContain('here at last');
  });

  it('shows channels, inboxes, help and usage', async () => {
    const sandbox = await playing();
    await rest(sandbox, 'POST', `/channels/${DEMO.channels.shop}/messages`, { content: 'fresh fish' });
    expect((await client(sandbox, 'messages', '#shop')).text).toContain('fresh fish');
    expect((await client(sandbox, 'inbox', '--as', 'mika')).text).toBe('nothing here yet');
    expect((await client(sandbox, 'help', '/balance')).text).toContain('user?');
    const usage = (await client(sandbox)).text;
    for (const expected of ['Harbour Market', '--as member', 'Harbourmaster', '/balance [user:member]', 'user "View wallet" @member', '#shop']) expect(usage).toContain(expected);
  });

  it('tells in one line that nothing listens, and what a word might have meant', async () => {
    await expect(run(new SandboxClient('http://127.0.0.1:9'), ['/daily'], PLAIN)).rejects.toThrow('nothing listens at http://127.0.0.1:9: start it with npm start');
    const sandbox = await playing();
    await expect(client(sandbox, 'pres', '1')).rejects.toThrow('did you mean press?');
    expect(await client(sandbox, '/balance', '--as', 'nobody')).toMatchObject({ code: 1, text: expect.stringContaining('nobody called "nobody"') });
  });
});
