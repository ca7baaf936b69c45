import { verifyKey } from 'discord-interactions';
import { describe, expect, it } from 'vitest';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import type { Sandbox } from '../../scripts/sandbox/server.ts';
import { control, register, reply, rest, sandboxWith } from './fixture.ts';
import type { Json, Received } from './fixture.ts';

const COMMANDS = [
  { name: 'daily', description: 'x' },
  { name: 'eco', description: 'x', options: [{ type: 1, name: 'give', description: 'x', options: [
    { type: 6, name: 'user', description: 'who', required: true }, { type: 4, name: 'amount', description: 'how much', required: true, min_value: 1 },
    { type: 3, name: 'reason', description: 'why', max_length: 10 },
  ] }] },
  { name: 'receipt', description: 'x', options: [{ type: 3, name: 'id', description: 'x', required: true, autocomplete: true }] },
  { name: 'proof', description: 'x', options: [{ type: 11, name: 'file', description: 'x', required: true }] },
  { name: 'staff', description: 'x', default_member_permissions: '8' },
  { name: 'View wallet', type: 2 },
];

async function playing(endpoint: (received: Received) => unknown, options = {}): Promise<Sandbox> {
  const sandbox = await sandboxWith(endpoint, options);
  await register(sandbox, DEMO.guild, COMMANDS);
  return sandbox;
}

const original = (sandbox: Sandbox, interaction: Json): string => `/webhooks/${sandbox.identity.applicationId}/${interaction.token}/messages/@original`;

describe('signature and payload', () => {
  it('signs so that discord-interactions verifies it; a bad or missing signature does not verify', async () => {
    const verified: (boolean | string)[] = [];
    const sandbox = await sandboxWith(async ({ headers, text }) => {
      const signature = headers['x-signature-ed25519'];
      verified.push(typeof signature === 'string' ? await verifyKey(text, signature, String(headers['x-signature-timestamp']), sandbox.identity.publicKey) : 'missing');
      return verified.at(-1) === true ? { type: 1 } : 401;
    });
    expect((await sandbox.interact({ ping: true })).problems).toEqual([]);
    expect((await sandbox.interact({ ping: true, signature: 'bad' })).status).toBe(401);
    expect((await sandbox.interact({ ping: true, signature: 'missing' })).status).toBe(401);
    expect(verified).toEqual([true, false, 'missing']);
  });

  it('delivers a command as Discord does: member, permissions, locales, resolved data', async () => {
    let seen: Json;
    const sandbox = await playing(({ json }) => {
      seen = json;
      return reply('ok');
    });
    await sandbox.interact({ as: 'jonas', channel: '#shop', command: { name: 'eco give', options: { user: '@mika', amount: '5' } } });
    expect(seen).toMatchObject({
      type: 2, version: 1, application_id: sandbox.identity.applicationId, guild_id: DEMO.guild, channel_id: DEMO.channels.shop,
      locale: 'de', guild_locale: 'en-US', context: 0, authorizing_integration_owners: { 0: DEMO.guild },
      member: { user: { id: DEMO.members.jonas, username: 'jonas' }, roles: [DEMO.roles.regular, DEMO.roles.crew] },
      data: {
        name: 'eco', type: 1,
        options: [{ name: 'give', type: 1, options: [{ name: 'user', type: 6, value: DEMO.members.mika }, { name: 'amount', type: 4, value: 5 }] }],
        resolved: { users: { [DEMO.members.mika]: { username: 'mika' } }, members: { [DEMO.members.mika]: { roles: [DEMO.roles.regular] } } },
      },
    });
    expect(BigInt(seen.member.permissions) & 8n).toBe(0n);
    expect(seen.user).toBeUndefined();
    await sandbox.interact({ as: 'owner', command: { name: 'daily' } });
    expect(BigInt(seen.member.permissions) & 8n).toBe(8n);
    await sandbox.interact({ as: 'admin', command: { name: 'View wallet', type: 2, target: 'jonas' } });
    expect(seen.data).toMatchObject({ type: 2, target_id: DEMO.members.jonas });
    await sandbox.interact({ command: { name: 'proof', options: { file: { filename: 'a.txt', content_type: 'text/plain', data: 'aGk=' } } } });
    const [file] = Object.values(seen.data.resolved.attachments) as Json[];
    expect(file).toMatchObject({ filename: 'a.txt', size: 2, ephemeral: true });
    expect(await (await fetch(file.url)).text()).toBe('hi');
  });

  it('sends a user and no member in direct messages', async () => {
    let seen: Json;
    const sandbox = await sandboxWith(({ json }) => {
      seen = json;
      return reply('ok');
    });
    await rest(sandbox, 'POST', `/applications/${sandbox.identity.applicationId}/commands`, { name: 'ping', description: 'x' });
    await sandbox.interact({ dm: true, command: { name: 'ping' } });
    expect(seen).toMatchObject({ context: 1, user: { username: 'mika' }, channel: { type: 1 } });
    expect([seen.member, seen.guild_id]).toEqual([undefined, undefined]);
  });

  it.each([
    ['a missing option', { name: 'eco give', options: { user: 'mika' } }, 'amount is required'],
    ['an amount under the minimum', { name: 'eco give', options: { user: 'mika', amount: '0' } }, 'amount: 0 is less than 1'],
    ['a fraction', { name: 'eco give', options: { user: 'mika', amount: '1.5' } }, 'whole number'],
    ['an unknown member', { name: 'eco give', options: { user: 'nobody', amount: 1 } }, 'no member "nobody"'],
    ['a text too long', { name: 'eco give', options: { user: 'mika', amount: 1, reason: 'x'.repeat(11) } }, 'at most 10'],
    ['an unknown command', { name: 'nope' }, 'no command "nope"'],
    ['a subcommand left out', { name: 'eco' }, 'needs a subcommand: give'],
    ['a command that is not shown', { name: 'staff' }, 'does not show'],
  ])('does not send %s, as Discord would not', async (_, command, problem) => {
    const sandbox = await playing(() => reply('never'));
    const outcome = await sandbox.interact({ command });
    expect(outcome.interaction).toBeNull();
    expect(outcome.problems.join()).toContain(problem);
  });

  it('sends anything when told not to check', async () => {
    let seen: Json;
    const sandbox = await playing(({ json }) => {
      seen = json;
      return reply('ok');
    });
    await sandbox.interact({ unchecked: true, command: { name: 'eco give', options: { user: 'mika', amount: '-5' } }, raw: { application_id: '1' } });
    expect([seen.application_id, seen.data.options[0].options[1].value]).toEqual(['1', -5]);
  });

  it('delivers one interaction many times and says whether the answers were alike', async () => {
    let count = 0;
    const sandbox = await playing(() => reply(count++ < 100 ? 'same' : String(count)));
    const outcome = await sandbox.interact({ command: { name: 'daily' }, repeat: 20 });
    expect([outcome.answers?.length, outcome.equal, count]).toEqual([20, true, 20]);
    count = 200;
    expect((await sandbox.interact({ command: { name: 'daily' }, repeat: 2 })).equal).toBe(false);
  });
});

describe('answers', () => {
  it.each([
    ['2,001 characters', reply('x'.repeat(2_001)), 'data.content: Must be 2000'],
    ['a type that does not fit', { type: 7, data: { content: 'x' } }, 'is answered with type'],
    ['an empty message', { type: 4, data: {} }, 'empty message'],
    ['flags on a deferral', { type: 5, data: { flags: 4 } }, 'flag 64 only'],
    ['a modal with six fields', { type: 9, data: { title: 'x', custom_id: 'm', components: Array.from({ length: 6 }, (_, n) => ({ type: 18, label: 'x', component: { type: 4, custom_id: `f${n}`, style: 1 } })) } }, 'Must be between 1 and 5'],
    ['a modal title of 46', { type: 9, data: { title: 'x'.repeat(46), custom_id: 'm', components: [{ type: 18, label: 'x', component: { type: 4, custom_id: 'f', style: 1 } }] } }, 'data.title'],
    ['status 500', 500, 'answered 500'],
  ])('shows and records %s as a problem and stores nothing', async (_, answer, problem) => {
    const sandbox = await playing(() => answer);
    const outcome = await sandbox.interact({ command: { name: 'daily' } });
    expect(outcome.problems.join()).toContain(problem);
    expect(outcome.message).toBeNull();
    expect((await control(sandbox, 'GET', '/log')).entries.at(-1)).toMatchObject({ kind: 'interaction', problems: outcome.problems });
  });

  it('gives up at the deadline', async () => {
    const sandbox = await playing(() => undefined, { deadlineMs: 100 });
    expect((await sandbox.interact({ command: { name: 'daily' } })).problems[0]).toContain('did not respond');
  });

  it('refuses 26 autocomplete choices and takes 25', async () => {
    const choices = (n: number) => ({ type: 8, data: { choices: Array.from({ length: n }, (_, i) => ({ name: `c${i}`, value: `c${i}` })) } });
    let count = 25;
    const sandbox = await playing(({ json }) => {
      expect(json.data.options[0]).toEqual({ name: 'id', type: 3, value: '12', focused: true });
      return choices(count);
    });
    const ask = () => sandbox.interact({ autocomplete: { name: 'receipt', options: { id: '12' } } });
    expect((await ask()).problems).toEqual([]);
    count = 26;
    expect((await ask()).problems.join()).toContain('choices');
  });

  it('fills a deferred reply by an edit of @original, for 15 minutes, past a 10015 when told so', async () => {
    let now = Date.now();
    const sandbox = await playing(() => ({ type: 5, data: { flags: 64 } }), { now: () => now });
    const outcome = await sandbox.interact({ command: { name: 'daily' } });
    expect(outcome.message?.message.flags).toBe(64 | 128);
    await control(sandbox, 'POST', '/faults', { method: 'PATCH', path: '/webhooks/*/*/messages/@original', kind: '10015' });
    const edit = () => rest(sandbox, 'PATCH', original(sandbox, outcome.interaction), { content: 'done' }, { Authorization: '' });
    expect((await edit()).json.code).toBe(10015);
    const edited = await edit();
    expect([edited.status, edited.json.content, edited.json.flags]).toEqual([200, 'done', 64]);
    expect((await rest(sandbox, 'GET', `/channels/${DEMO.channels.general}/messages/${edited.json.id}`)).json.code).toBe(10008);
    now += 16 * 60_000;
    expect((await edit()).json.code).toBe(50027);
  });

  it('does not know @original before the answer came, and holds /callback back until then', async () => {
    const early: number[] = [];
    let late: Promise<{ json: Json }> | undefined;
    const sandbox: Sandbox = await playing(async ({ json }) => {
      early.push((await rest(sandbox, 'PATCH', original(sandbox, json), { content: 'x' })).json.code);
      late = rest(sandbox, 'POST', `/interactions/${json.id}/${json.token}/callback`, reply('x'));
      return reply('inline');
    });
    const outcome = await sandbox.interact({ command: { name: 'daily' } });
    expect([early, outcome.message?.message.content, (await late)?.json.code]).toEqual([[10015], 'inline', 40060]);
  });

  it('sends follow-ups, ephemeral ones to their person alone', async () => {
    const sandbox = await playing(() => reply('first'));
    const { interaction } = await sandbox.interact({ command: { name: 'daily' } });
    const path = `/webhooks/${sandbox.identity.applicationId}/${String(interaction?.['token'])}`;
    expect((await rest(sandbox, 'POST', path, { content: 'secret', flags: 64 })).status).toBe(200);
    const seenBy = async (name: string) => (await control(sandbox, 'GET', `/messages?channel=general&as=${name}`)).messages.map((m: Json) => m.message.content);
    expect(await seenBy('mika')).toEqual(['first', 'secret']);
    expect(await seenBy('jonas')).toEqual(['first']);
  });
});

describe('components and modals', () => {
  const menu = { type: 1, components: [{ type: 3, custom_id: 'pick', options: [{ label: 'Week', value: 'w' }, { label: 'Month', value: 'm' }] }] };
  const buttons = { type: 1, components: [{ type: 2, style: 1, label: 'Next', custom_id: 'next' }, { type: 2, style: 2, label: 'Back', custom_id: 'back', disabled: true }] };
  const modal = { type: 9, data: { title: 'Why?', custom_id: 'why', components: [
    { type: 18, label: 'Reason', component: { type: 4, custom_id: 'reason', style: 1, min_length: 3 } },
    { type: 18, label: 'Kind', component: { type: 3, custom_id: 'kind', required: false, options: [{ label: 'Late', value: 'late' }] } },
  ] } };

  it('presses buttons, updates the message, refuses disabled and foreign ones', async () => {
    const sandbox = await playing(({ json }) => (json.type === 2 ? reply('page 1', { components: [buttons], flags: 64 }) : { type: 7, data: { content: `page 2 for ${json.message.content}` } }));
    const first = await sandbox.interact({ command: { name: 'daily' } });
    const message = first.message?.message.id ?? '';
    const press = (customId: string, as = 'mika') => sandbox.interact({ as, component: { message, custom_id: customId } });
    expect((await press('back')).problems).toEqual(['this button is disabled']);
    expect((await press('gone')).problems[0]).toContain('no component');
    expect((await press('next', 'jonas')).problems[0]).toContain('cannot see');
    const second = await press('next');
    expect([second.message?.message.id, second.message?.message.content]).toEqual([message, 'page 2 for page 1']);
  });

  it('chooses by value or label, and nothing that is not offered', async () => {
    let values: string[] = [];
    const sandbox = await playing(({ json }) => {
      if (json.type === 3) values = json.data.values;
      return json.type === 2 ? reply('x', { components: [menu] }) : { type: 6 };
    });
    const message = (await sandbox.interact({ command: { name: 'daily' } })).message?.message.id ?? '';
    const choose = (value: string) => sandbox.interact({ component: { message, custom_id: 'pick', values: [value] } });
    expect((await choose('month')).problems).toEqual([]);
    expect(values).toEqual(['m']);
    expect((await choose('year')).problems[0]).toContain('Week, Month');
  });

  it('fills the form last shown, checks its limits, and closes it', async () => {
    let submitted: Json;
    const sandbox = await playing(({ json }) => {
      if (json.type === 5) submitted = json.data;
      return json.type === 2 ? modal : reply('thanks');
    });
    expect((await sandbox.interact({ modal: { fields: {} } })).problems[0]).toContain('no form');
    await sandbox.interact({ command: { name: 'daily' } });
    expect((await sandbox.interact({ modal: { fields: { reason: 'no' } } })).problems[0]).toContain('at least 3');
    expect((await sandbox.interact({ modal: { fields: { Reason: 'because', kind: 'late' } } })).problems).toEqual([]);
    expect(submitted).toMatchObject({ custom_id: 'why', components: [
      { type: 18, component: { type: 4, custom_id: 'reason', value: 'because' } }, { type: 18, component: { type: 3, custom_id: 'kind', values: ['late'] } },
    ] });
    expect((await sandbox.interact({ modal: { fields: {} } })).problems[0]).toContain('no form');
  });

  it('refuses a modal as the answer to a modal', async () => {
    const sandbox = await playing(() => modal);
    await sandbox.interact({ command: { name: 'daily' } });
    expect((await sandbox.interact({ modal: { fields: { reason: 'because' } } })).problems[0]).toContain('not 9');
  });
});
