import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unstable_getVarsForDev } from 'wrangler';
import { varLine } from '../../scripts/start/worker.ts';
import { parseSettingsFile, readSettings, SettingError } from '../../scripts/settings.ts';

const REAL = { DISCORD_PUBLIC_KEY: 'ab'.repeat(32), DISCORD_APPLICATION_ID: '1400000000000000001', DISCORD_TOKEN: 'abc.def.ghi' };

function refusal(environment: Record<string, string>, file: string | null = null): string {
  try {
    readSettings(environment, file);
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('defaults', () => {
  test('nothing given: the stand-in plays Discord', () => {
    expect(readSettings({}, null)).toEqual({
      port: 8787, sandboxPort: 8789, application: null, apiBase: null,
      access: { username: null, password: null, secret: null, clientSecret: null, publicUrl: null },
    });
  });

  test('a real application talks to the real API', () => {
    const settings = readSettings(REAL, null);
    expect(settings.apiBase).toBe('https://discord.com/api/v10');
    expect(settings.application).toEqual({ publicKey: 'ab'.repeat(32), applicationId: '1400000000000000001', token: 'abc.def.ghi' });
  });

  test('the committed example is accepted as it is', () => {
    const example = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');
    expect(readSettings({}, example)).toEqual(readSettings({}, null));
  });
});

describe('the environment and the file', () => {
  test('the environment beats the file, an empty value does not', () => {
    expect(readSettings({ PORT: '9000' }, 'PORT=9100').port).toBe(9000);
    expect(readSettings({ PORT: '' }, 'PORT=9100').port).toBe(9100);
  });

  test('comments, quotes, spaces, export and Windows line ends', () => {
    expect(parseSettingsFile('# a\r\n\r\nexport A = "b c"\r\nB=\'x=y\'\nC=')).toEqual({ A: 'b c', B: 'x=y', C: '' });
  });

  test('a line that is none is named by its number', () => {
    expect(refusal({}, 'PORT=1\nnonsense')).toBe('.env, line 2: expected NAME=value');
  });

  test('an address of the API may be given alone, and loses its last slash', () => {
    expect(readSettings({ DISCORD_API_BASE: 'http://127.0.0.1:9/api/v10/' }, null).apiBase).toBe('http://127.0.0.1:9/api/v10');
  });
});

describe('one plain line that names the setting', () => {
  test.each(['0', '-1', '65534', '99999', '80.5', 'http', '8e3'])('PORT=%s', (PORT) => {
    expect(refusal({ PORT })).toMatch(/^PORT is malformed: .*65533/);
  });

  test.each(['ftp://a/b', 'discord.com/api', 'https://', 'https://a/b?c=d'])('DISCORD_API_BASE=%s', (base) => {
    expect(refusal({ DISCORD_API_BASE: base })).toMatch(/^DISCORD_API_BASE is malformed: /);
  });

  test.each(Object.keys(REAL))('%s missing while the others are given', (name) => {
    expect(refusal({ ...REAL, [name]: '' })).toMatch(new RegExp(`^${name} is missing: `));
  });

  test.each([
    ['DISCORD_PUBLIC_KEY', 'abc'],
    ['DISCORD_PUBLIC_KEY', 'g'.repeat(64)],
    ['DISCORD_APPLICATION_ID', 'coffer'],
    ['DISCORD_APPLICATION_ID', '12'],
    ['DISCORD_TOKEN', 'Bot abc.def'],
    ['DISCORD_TOKEN', 'abc def'],
  ])('%s=%s', (name, value) => {
    const message = refusal({ ...REAL, [name]: value });
    expect(message).toMatch(new RegExp(`^${name} is malformed: `));
    expect(message).not.toContain('\n');
    if (name === 'DISCORD_TOKEN') expect(message).not.toContain(value);
  });

  test.each([
    ['ADMIN_USERNAME', 'n'.repeat(201)],
    ['ADMIN_PASSWORD', 'seven77'],
    ['ADMIN_PASSWORD', 'two\nlines of it'],
    ['ADMIN_PASSWORD', `both ' and \` of them`],
    ['JWT_SECRET_KEY', 'short'],
    ['DISCORD_CLIENT_SECRET', 'with a space in it'],
    ['PUBLIC_URL', 'coffer.example'],
    ['PUBLIC_URL', 'https://coffer.example/path'],
    ['PUBLIC_URL', 'ftp://coffer.example'],
  ])('%s=%s', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} is malformed: expected `));
    expect(message).not.toContain('\n');
    if (name !== 'PUBLIC_URL') expect(message).not.toContain(value);
  });
});

describe('who may sign in', () => {
  test('is taken as given', () => {
    const access = { ADMIN_USERNAME: 'ada', ADMIN_PASSWORD: 'a b$c"\\n\'d', JWT_SECRET_KEY: 'x'.repeat(32), DISCORD_CLIENT_SECRET: 'y'.repeat(32), PUBLIC_URL: 'https://coffer.example/' };
    expect(readSettings(access, null).access).toEqual({
      username: 'ada', password: 'a b$c"\\n\'d', secret: 'x'.repeat(32), clientSecret: 'y'.repeat(32), publicUrl: 'https://coffer.example',
    });
  });

  test.each(['plain', "it's $HOME \\ ${PATH} \\$x", '`tick` "quote" $1', '# no comment = here', ' \\n '])('wrangler reads back %j', (value) => {
    const folder = mkdtempSync(join(tmpdir(), 'coffer-vars-'));
    const file = join(folder, 'dev.vars');
    writeFileSync(file, varLine('ADMIN_PASSWORD', value));
    const read = unstable_getVarsForDev(undefined, [file], {}, undefined, true);
    rmSync(folder, { recursive: true });
    expect(read['ADMIN_PASSWORD']).toMatchObject({ value });
  });
});
