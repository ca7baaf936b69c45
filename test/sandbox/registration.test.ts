import { describe, expect, it } from 'vitest';
import { keptCommands } from '../../scripts/register/kept.ts';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { register, rest, sandboxWith } from './fixture.ts';
import type { Json } from './fixture.ts';

const daily = { name: 'daily', description: 'Claim the daily coins' };
const option = (name: string, more: Json = {}) => ({ name, description: 'x', type: 3, ...more });

describe('command registration', () => {
  it.each([
    ['an upper-case name', [{ ...daily, name: 'Daily' }]],
    ['a name with a blank', [{ ...daily, name: 'my daily' }]],
    ['a name of 33 characters', [{ ...daily, name: 'x'.repeat(33) }]],
    ['no description', [{ name: 'daily' }]],
    ['a description of 101 characters', [{ ...daily, description: 'x'.repeat(101) }]],
    ['a German description of 101 characters', [{ ...daily, description_localizations: { de: 'x'.repeat(101) } }]],
    ['an unknown locale', [{ ...daily, name_localizations: { xx: 'daily' } }]],
    ['two commands of one name', [daily, daily]],
    ['26 options', [{ ...daily, options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) }]],
    ['26 choices', [{ ...daily, options: [option('o', { choices: Array.from({ length: 26 }, (_, n) => ({ name: `c${n}`, value: `c${n}` })) })] }]],
    ['an optional before a required option', [{ ...daily, options: [option('a'), option('b', { required: true })] }]],
    ['two options of one name', [{ ...daily, options: [option('a'), option('a')] }]],
    ['choices with autocomplete', [{ ...daily, options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }]],
    ['subcommands beside options', [{ ...daily, options: [option('a', { type: 1 }), option('b')] }]],
    ['a group in a group', [{ ...daily, options: [option('a', { type: 2, options: [option('b', { type: 2 })] })] }]],
    ['a context menu with a description', [{ name: 'View wallet', type: 2, description: 'x' }]],
    ['8,001 characters in all', [{ ...daily, options: Array.from({ length: 25 }, (_, n) => option(`o${n}`, { choices: [...'abcd'].map((c) => ({ name: c.repeat(80), value: c })) })) }]],
  ])('refuses %s', async (_, commands) => {
    const { status, json } = await register(await sandboxWith(), DEMO.guild, commands);
    expect([status, json.code]).toEqual([400, 50035]);
  });

  it('takes names of other scripts and context menus with blanks', async () => {
    const { status } = await register(await sandboxWith(), DEMO.guild, [{ ...daily, name: 'täglich' }, { ...daily, name: '毎日' }, { name: 'View wallet', type: 2 }]);
    expect(status).toBe(200);
  });

  it('keeps id and version of what is unchanged and replaces the rest', async () => {
    const sandbox = await sandboxWith();
    const first = (await register(sandbox, DEMO.guild, [daily, { ...daily, name: 'work' }])).json;
    const second = (await register(sandbox, DEMO.guild, [daily, { ...daily, name: 'work', description: 'new' }])).json;
    expect(second[0]).toEqual(first[0]);
    expect([second[1].id, second[1].version === first[1].version]).toEqual([first[1].id, false]);
    const third = await register(sandbox, DEMO.guild, [daily]);
    expect(third.json).toHaveLength(1);
  });

  it('keeps global and guild commands apart; POST, PATCH, GET and DELETE work on one', async () => {
    const sandbox = await sandboxWith();
    const base = `/applications/${sandbox.identity.applicationId}/commands`;
    const made = await rest(sandbox, 'POST', base, daily);
    expect(made.status).toBe(201);
    expect((await rest(sandbox, 'POST', base, { ...daily, description: 'again' })).status).toBe(200);
    expect((await rest(sandbox, 'PATCH', `${base}/${made.json.id}`, { description: 'third' })).json.description).toBe('third');
    expect((await rest(sandbox, 'GET', base)).json).toHaveLength(1);
    expect((await rest(sandbox, 'GET', base.replace('/commands', `/guilds/${DEMO.guild}/commands`))).json).toEqual([]);
    expect((await rest(sandbox, 'DELETE', `${base}/${made.json.id}`)).status).toBe(204);
    expect((await rest(sandbox, 'DELETE', `${base}/${made.json.id}`)).json.code).toBe(10063);
  });

  it('counts 100 chat commands and 200 new ones a day', async () => {
    let now = Date.now();
    const sandbox = await sandboxWith(undefined, { now: () => now });
    const hundred = (prefix: string) => Array.from({ length: 100 }, (_, n) => ({ ...daily, name: `${prefix}${n}` }));
    expect((await register(sandbox, DEMO.guild, [...hundred('a'), daily])).json.code).toBe(30032);
    expect((await register(sandbox, DEMO.guild, hundred('a'))).status).toBe(200);
    expect((await register(sandbox, DEMO.guild, hundred('b'))).status).toBe(200);
    expect((await register(sandbox, DEMO.guild, [daily])).json.code).toBe(30034);
    now += 86_400_000;
    expect((await register(sandbox, DEMO.guild, [daily])).status).toBe(200);
  });

  it('a server keeps its own commands when the set of the bot is sent again, and loses what the bot no longer has', async () => {
    const sandbox = await sandboxWith();
    const own = { ...daily, name: 'rules', description: 'The rules', options: [option('who')] };
    const first = (await register(sandbox, DEMO.guild, [daily, { ...daily, name: 'old' }, { name: 'View wallet', type: 2 }, own])).json;
    const set = [{ ...daily, description: 'Claim' }, { name: 'View wallet', type: 2 }];
    const kept = keptCommands(first, set, ['1 daily', '1 old', '2 View wallet']);
    const second = (await register(sandbox, DEMO.guild, [...set, ...kept])).json;
    expect(second.map(({ name }: Json) => name)).toEqual(['daily', 'View wallet', 'rules']);
    expect(second[2]).toEqual(first[3]);
  });
});
