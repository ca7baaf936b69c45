import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyGuild } from '../src/ledger/verify.ts';
import { bundle } from './bench/build.ts';
import { BenchServer } from './bench/child.ts';
import { freshId, PUBLIC_KEY, send, signedPay, type SignedRequest } from './bench/load.ts';

/** SIGKILLs of the running Worker, connections of the load, and how long a restart may take to the first right answer. */
const KILLS = Number(process.env['KILLS'] ?? 25);
const CONNECTIONS = 32;
const ANSWER_WITHIN_MS = 5_000;

const guild = freshId();
const members = Array.from({ length: 50 }, freshId);
const member = (index: number): string => members[index % members.length] ?? '';

interface Sent {
  key: string;
  request: SignedRequest;
  acknowledged: boolean;
}

/** Sends payments until told to stop; what was answered "paid" is acknowledged. */
async function loadUntil(stopped: () => boolean, url: URL, sent: Sent[]): Promise<void> {
  const lane = async (): Promise<void> => {
    while (!stopped()) {
      const one = payment(sent.length);
      sent.push(one);
      const { status, body } = await send(url, one.request);
      one.acknowledged = status === 200 && body.includes('paid');
      if (status === 0) return;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
}

function payment(index: number): Sent {
  const request = signedPay(guild, member(index), member(index * 7 + 1));
  return { key: `i:${(JSON.parse(request.body) as { id: string }).id}`, request, acknowledged: false };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds from the restart to the first payment that is answered right. */
async function firstAnswer(url: URL, sent: Sent[]): Promise<number> {
  const started = performance.now();
  while (performance.now() - started < ANSWER_WITHIN_MS) {
    const one = payment(sent.length);
    sent.push(one);
    const { status, body } = await send(url, one.request);
    one.acknowledged = status === 200 && body.includes('paid');
    if (one.acknowledged) return performance.now() - started;
    await pause(50);
  }
  throw new Error(`no right answer within ${ANSWER_WITHIN_MS} ms of the restart`);
}

/** What was acknowledged is there once, everything else zero or one times; says how many of the open ones took effect. */
async function check(server: BenchServer, sent: Sent[]): Promise<number> {
  const rows = await server.query("SELECT op_key, COUNT(*) AS n FROM entry WHERE guild = ?1 AND kind = 'pay' GROUP BY op_key", [guild]);
  const effects = new Map(rows.map((row) => [String(row['op_key']), Number(row['n'])]));
  const lost = sent.filter(({ key, acknowledged }) => acknowledged && effects.get(key) !== 1);
  const doubled = [...effects].filter(([, count]) => count > 1);
  if (lost.length > 0 || doubled.length > 0) throw new Error(`${lost.length} acknowledged movements are missing, ${doubled.length} are doubled`);
  return sent.filter(({ key, acknowledged }) => !acknowledged && effects.has(key)).length;
}

async function verify(server: BenchServer): Promise<number> {
  const database = { batch: (list: { sql: string; params: unknown[] }[]) => Promise.all(list.map(({ sql, params }) => server.query(sql, params))) };
  const report = await verifyGuild(database, guild);
  if (!report.ok) throw new Error(`the ledger does not verify: ${JSON.stringify(report.problems.slice(0, 3))}`);
  return report.entries;
}

const folder = mkdtempSync(join(tmpdir(), 'coffer-kill-'));
const { script } = bundle('src/worker.ts', 'kill-app');
const start = (first: boolean): Promise<BenchServer> =>
  BenchServer.start(script, PUBLIC_KEY, { BENCH_PERSIST: folder, ...(first ? { BENCH_MIGRATE: '1' } : {}) });
let server = await start(true);
try {
  const settings = JSON.stringify({ currency: { start: 1_000_000 }, limits: { changesPerMinute: 1_000_000 } });
  await server.query('INSERT INTO guild_settings (guild, version, value) VALUES (?1, 1, ?2)', [guild, settings]);
  const sent: Sent[] = [];
  let slowest = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    slowest = Math.max(slowest, await firstAnswer(server.url, sent));
    let stopped = false;
    const loading = loadUntil(() => stopped, server.url, sent);
    await pause(150 + ((kill * 97) % 700));
    server.kill();
    stopped = true;
    await loading;
    server = await start(false);
    const open = sent.filter(({ acknowledged }) => !acknowledged);
    const late = await check(server, sent);
    console.log(`kill ${kill}: ${sent.length} sent, ${sent.length - open.length} acknowledged, ${late} unanswered ones took effect`);
  }
  slowest = Math.max(slowest, await firstAnswer(server.url, sent));
  await check(server, sent);
  const entries = await verify(server);
  console.log(`${KILLS} kills: every acknowledged movement is there once, no other more than once; ${entries} entries verify;`);
  console.log(`the first right answer came within ${slowest.toFixed(0)} ms of a restart (allowed: ${ANSWER_WITHIN_MS})`);
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
