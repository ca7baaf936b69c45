import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complete, missingEntries, platformOfName, type Lock } from '../../scripts/lock.mjs';

function lockOf(...path: string[]): Lock {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', ...path, 'package-lock.json'), 'utf8')) as Lock;
}

const lock = lockOf();
const dashboard = lockOf('dashboard');

test.each([['the root', lock], ['dashboard/', dashboard]])('the lock file of %s names no host', (_, { packages }) => {
  expect(Object.entries(packages).filter(([, entry]) => 'resolved' in entry).map(([path]) => path)).toEqual([]);
});

test('the lock file has every platform of every package, workerd above all', () => {
  expect(missingEntries(lock)).toEqual([]);
  const platforms = Object.keys(lock.packages['node_modules/workerd']?.optionalDependencies ?? {});
  expect(platforms.length).toBeGreaterThanOrEqual(5);
  for (const name of platforms) expect(lock.packages[`node_modules/${name}`]).toMatchObject({ optional: true, os: [expect.any(String)], cpu: [expect.any(String)] });
});

test.each([
  ['@cloudflare/workerd-windows-64', { os: ['win32'], cpu: ['x64'] }],
  ['@cloudflare/workerd-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@oxlint/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@oxlint/binding-linux-ppc64-gnu', { os: ['linux'], cpu: ['ppc64'], libc: ['glibc'] }],
  ['@oxlint/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
  ['fsevents', null],
])('the platform of %s', (name, platform) => {
  expect(platformOfName(name)).toEqual(platform);
});

test('the lock file of dashboard/ has every platform of the bundler', () => {
  expect(missingEntries(dashboard)).toEqual([]);
  const platforms = Object.keys(dashboard.packages['node_modules/rolldown']?.optionalDependencies ?? {});
  expect(platforms.length).toBeGreaterThanOrEqual(5);
  for (const name of platforms) expect(dashboard.packages[`node_modules/${name}`]).toMatchObject({ optional: true });
});

test('what the lock file says of a platform is what the names say', () => {
  const named = Object.entries(lock.packages).flatMap(([path, entry]) => {
    const platform = platformOfName(path.replace(/^.*node_modules\//, ''));
    return platform && entry.os && entry.cpu ? [{ path, told: [entry.os, entry.cpu], named: [platform.os, platform.cpu] }] : [];
  });
  expect(named.length).toBeGreaterThan(20);
  for (const { told, named: guessed } of named) expect(guessed).toEqual(told);
});

test('adds what npm left out, asks only about names that tell nothing, and drops addresses', () => {
  const cut: Lock = {
    packages: {
      '': {},
      'node_modules/tool': { version: '1.0.0', dev: true, resolved: 'https://registry.example/tool', optionalDependencies: { '@tool/linux-x64': '1.0.0', 'tool-odd': '2.0.0' } },
    },
  };
  const asked: string[] = [];
  const added = complete(cut, (name) => {
    asked.push(name);
    return { os: ['sunos'], cpu: ['x64'] };
  });
  expect(added).toEqual(['@tool/linux-x64', 'tool-odd']);
  expect(asked).toEqual(['tool-odd']);
  expect(cut.packages['node_modules/@tool/linux-x64']).toEqual({ version: '1.0.0', dev: true, optional: true, os: ['linux'], cpu: ['x64'] });
  expect(cut.packages['node_modules/tool-odd']).toMatchObject({ os: ['sunos'] });
  expect(cut.packages['node_modules/tool']).not.toHaveProperty('resolved');
});
