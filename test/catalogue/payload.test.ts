import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { registrationPayload } from '../../src/app/registry.ts';

interface Described {
  name: string;
  type: number;
  description?: string;
  required?: boolean;
  options?: Described[];
  choices?: { name: string; value: unknown }[];
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
}

// The payload is built as plain JSON; this is the part of it that is looked at.
const payload = registrationPayload() as unknown as Described[];
const CHAT = 1;

function all(commands: Described[]): Described[] {
  return commands.flatMap((command) => [command, ...all(command.options ?? [])]);
}

function characters(command: Described): number {
  const texts = (described: Described): number => {
    const longest = (text: string | undefined, localized: Record<string, string> = {}): number =>
      Math.max(text?.length ?? 0, ...Object.values(localized).map((other) => other.length));
    const choices = (described.choices ?? []).reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
    return longest(described.name, described.name_localizations) + longest(described.description, described.description_localizations) + choices;
  };
  return all([command]).reduce((sum, described) => sum + texts(described), 0);
}

test('the committed payload is the one that the code makes', () => {
  const file = 'scripts/register/payload.json';
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(payload);
});

test('names, descriptions and counts are within what Discord takes', () => {
  expect(payload.filter(({ type }) => type === CHAT).length).toBeLessThanOrEqual(100);
  expect(payload.filter(({ type }) => type === 2).length).toBeLessThanOrEqual(15);
  for (const command of payload) {
    expect(characters(command), command.name).toBeLessThanOrEqual(8_000);
    if (command.type !== CHAT) continue;
    for (const { name, description, description_localizations: localized, options, choices } of all([command])) {
      expect(name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
      for (const text of [description ?? '', ...Object.values(localized ?? {})]) {
        expect(text.length, `${command.name} ${name}`).toBeGreaterThan(0);
        expect(text.length, `${command.name} ${name}: ${text}`).toBeLessThanOrEqual(100);
      }
      expect((options ?? []).length).toBeLessThanOrEqual(25);
      expect((choices ?? []).length).toBeLessThanOrEqual(25);
      const required = (options ?? []).map((option) => Number(option.required ?? false));
      expect(required).toEqual([...required].sort((a, b) => b - a));
    }
  }
});

test('staff commands are hidden from members until the server says otherwise', () => {
  const permission = (name: string): unknown => payload.find((command) => command.name === name && command.type === CHAT);
  expect(permission('config')).toMatchObject({ default_member_permissions: '32' });
  expect(permission('eco')).toMatchObject({ default_member_permissions: '32' });
  expect(permission('pay')).toMatchObject({ default_member_permissions: null });
});
