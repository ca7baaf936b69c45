import { setTimeout as rest } from 'node:timers/promises';
import { bundle } from './bench/build.ts';
import { BenchServer } from './bench/child.ts';
import { freshId, load, PUBLIC_KEY, signedCommand, signedPay, type SignedRequest } from './bench/load.ts';
import { report, type Sample } from './bench/report.ts';

/** Requests of one case in one round, and how often the rounds are interleaved; a guild needs some to find its pace. */
const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 960);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 12);
/** Rest between two samples: a machine that lends CPU for short bursts measures only itself when it has run out. */
const PAUSE_MS = Number(process.env['BENCH_PAUSE_MS'] ?? 250);
const CONNECTIONS = 64;
const SPREAD_GUILDS = 20;
/** Members of each guild; few enough that the warm-up opens every account. */
const MEMBERS = 60;

const members = Array.from({ length: MEMBERS }, freshId);
const hot = freshId();
const spread = Array.from({ length: SPREAD_GUILDS }, freshId);
const member = (index: number): string => members[index % MEMBERS] ?? '';
/** Neighbouring requests go to different guilds and, guild by guild, to all members. */
const spreadMember = (index: number): string => member(Math.floor(index / SPREAD_GUILDS));
const spreadGuild = (index: number): string => spread[index % SPREAD_GUILDS] ?? hot;

interface Case {
  name: string;
  server: BenchServer;
  request(index: number): SignedRequest;
  /** Where its payments go. */
  guilds: string[];
  pays: boolean;
}

async function prepare(server: BenchServer): Promise<void> {
  const settings = JSON.stringify({ currency: { start: 1_000_000 }, limits: { changesPerMinute: 1_000_000 } });
  for (const guild of [hot, ...spread]) {
    await server.query('INSERT INTO guild_settings (guild, version, value) VALUES (?1, 1, ?2)', [guild, settings]);
  }
}

function cases(floor: BenchServer, app: BenchServer, single: BenchServer): Case[] {
  const payHot = (i: number): SignedRequest => signedPay(hot, member(i), member(i * 7 + 1));
  const paySpread = (i: number): SignedRequest => signedPay(spreadGuild(i), spreadMember(i), spreadMember(i + SPREAD_GUILDS));
  return [
    { name: 'floor', server: floor, request: (i) => signedCommand(hot, member(i), 'balance'), guilds: [], pays: false },
    { name: 'floor and an object', server: floor, request: (i) => signedCommand(hot, member(i), 'hop'), guilds: [], pays: false },
    { name: '/balance', server: app, request: (i) => signedCommand(hot, freshId(), 'balance', [{ name: 'user', type: 6, value: member(i) }], { users: { [member(i)]: { id: member(i), username: 'm' } } }), guilds: [], pays: false },
    { name: '/daily', server: app, request: () => signedCommand(hot, freshId(), 'daily'), guilds: [], pays: false },
    { name: '/pay, one guild', server: app, request: payHot, guilds: [hot], pays: true },
    { name: `/pay, ${SPREAD_GUILDS} guilds`, server: app, request: paySpread, guilds: spread, pays: true },
    { name: '/pay, a batch each', server: single, request: payHot, guilds: [hot], pays: true },
  ];
}

/** Payments acknowledged, by server and kind of load; held against the entries at the end. */
const acknowledged = new Map<Case, number>();

/** One case once: the load is signed before the clock starts. Throws where a request is not answered as it must be. */
async function measure(one: Case, requests: number): Promise<Sample> {
  const signed = Array.from({ length: requests }, (_, index) => one.request(index));
  const cpu = one.server.cpuSeconds();
  const { answers, failed, seconds } = await load(one.server.url, signed, CONNECTIONS, one.server.agent);
  const used = one.server.cpuSeconds() - cpu;
  if (failed > 0) throw new Error(`${one.name}: ${failed} requests failed`);
  // Under a foreign load a request may pass two seconds and be deferred: its effect counts all the same.
  const paid = answers.filter((body) => body.includes('paid') || body.startsWith('{"type":5')).length;
  if (one.pays && paid !== requests) throw new Error(`${one.name}: ${paid} of ${requests} paid`);
  acknowledged.set(one, (acknowledged.get(one) ?? 0) + paid);
  return { name: one.name, cpuMicros: (used / requests) * 1e6, perSecond: requests / seconds };
}

/** Throws where a guild has not exactly one entry for each payment that was acknowledged. */
async function effects(one: Case): Promise<void> {
  const marks = one.guilds.map((_, index) => `?${index + 1}`).join(', ');
  const [row] = await one.server.query(`SELECT COUNT(*) AS n FROM entry WHERE kind = 'pay' AND guild IN (${marks})`, one.guilds);
  const expected = acknowledged.get(one) ?? 0;
  if (Number(row?.['n']) !== expected) throw new Error(`${one.name}: ${expected} acknowledged, ${Number(row?.['n'])} effects`);
}

async function sums(server: BenchServer): Promise<void> {
  const rows = await server.query('SELECT guild, asset, SUM(balance) AS total FROM account GROUP BY guild, asset HAVING total <> 0');
  if (rows.length > 0) throw new Error(`balances do not sum to zero: ${JSON.stringify(rows)}`);
}

const built = [bundle('scripts/bench/floor.ts', 'bench-floor'), bundle('src/worker.ts', 'bench-app'), bundle('scripts/bench/single.ts', 'bench-single')] as const;
const [floor, app, single] = await Promise.all([
  BenchServer.start(built[0].script, PUBLIC_KEY),
  BenchServer.start(built[1].script, PUBLIC_KEY, { BENCH_MIGRATE: '1' }),
  BenchServer.start(built[2].script, PUBLIC_KEY, { BENCH_MIGRATE: '1' }),
]);
try {
  await Promise.all([prepare(app), prepare(single)]);
  const all = cases(floor, app, single);
  for (const one of all) await measure(one, Math.max(500, MEMBERS * (one.guilds.length || 1)));
  const samples: Sample[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const one of all) {
      samples.push(await measure(one, REQUESTS));
      await rest(PAUSE_MS);
    }
    if (round % 4 === 0) console.error(`round ${round} of ${ROUNDS}`);
  }
  for (const one of all) if (one.pays) await effects(one);
  await Promise.all([sums(app), sums(single)]);
  process.exitCode = report(samples, built[1].gzipKiB) ? 0 : 1;
} finally {
  for (const server of [floor, app, single]) server.stop();
}
