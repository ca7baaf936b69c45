import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundle } from './bench/build.ts';
import { BenchServer } from './bench/child.ts';
import { freshId, PUBLIC_KEY, send, signedCommand } from './bench/load.ts';
import { startSandbox } from './sandbox/server.ts';

/** SIGKILLs between a commit and what is sent for it, tasks made before each, and how long the cards may take in the end. */
const KILLS = Number(process.env['KILLS'] ?? 15);
const TASKS = 4;
const SETTLED_WITHIN_MS = 180_000;
const ADMINISTRATOR = '8';

const sandbox = await startSandbox({ port: 0, workerUrl: 'http://127.0.0.1:9', applicationId: '1400000000000000001', openapi: false });
sandbox.identity.botToken = 'bench';
const [guild] = Object.values(sandbox.world.state.guilds);
const channel = Object.values(sandbox.world.state.channels).find(({ guild_id: of, type }) => of === guild?.id && type === 0);
if (!guild || !channel) throw new Error('the demo world has no channel');

const folder = mkdtempSync(join(tmpdir(), 'coffer-kill-'));
const { script } = bundle('src/worker.ts', 'kill-app');
const start = (first: boolean): Promise<BenchServer> =>
  BenchServer.start(script, PUBLIC_KEY, { BENCH_PERSIST: folder, BENCH_API_BASE: sandbox.apiBase, ...(first ? { BENCH_MIGRATE: '1' } : {}) });
let server = await start(true);

/** Makes a task through the signed command; gives whether Coffer said that it did. */
async function makeTask(title: string): Promise<boolean> {
  const options = [{ name: 'title', type: 3, value: title }, { name: 'reward', type: 4, value: 5 }, { name: 'description', type: 3, value: 'x' }];
  const { status, body } = await send(server.url, signedCommand(guild?.id ?? '', freshId(), 'task-admin', [{ name: 'create', type: 1, options }], {}, ADMINISTRATOR));
  return status === 200 && body.includes(title);
}

/** Messages of the bot in the channel, by the footer that names the record. */
function cards(): Map<string, number> {
  const found = new Map<string, number>();
  for (const { message } of sandbox.world.messages(channel?.id ?? '')) {
    const footer = message.embeds[0]?.footer?.text ?? '';
    found.set(footer, (found.get(footer) ?? 0) + 1);
  }
  return found;
}

try {
  const settings = JSON.stringify({ limits: { changesPerMinute: 1_000_000 }, channels: { tasks: channel.id } });
  await server.query('INSERT INTO guild_settings (guild, version, value) VALUES (?1, 1, ?2)', [guild.id, settings]);
  let acknowledged = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const made = await Promise.all(Array.from({ length: TASKS }, (_, index) => makeTask(`T${kill}-${index}`)));
    acknowledged += made.filter(Boolean).length;
    // From "committed, nobody woken" to "Discord has it, its answer is not seen".
    await pause((kill * 37) % 260);
    server.kill();
    server = await start(false);
  }
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  const waiting = (): Promise<Record<string, unknown>[]> => server.query("SELECT record, state, error FROM message WHERE guild = ?1 AND state <> 'synced'", [guild.id]);
  while ((await waiting()).length > 0 && Date.now() < deadline) {
    await server.cron('*/10 * * * *');
    await pause(1_000);
  }
  const open = await waiting();
  if (acknowledged < (KILLS * TASKS) / 2) throw new Error(`only ${acknowledged} of ${KILLS * TASKS} tasks were acknowledged: nothing was tried`);
  const rows = await server.query('SELECT record, message_id FROM message WHERE guild = ?1', [guild.id]);
  const doubled = [...cards()].filter(([, count]) => count > 1);
  const shown = [...cards().values()].reduce((sum, count) => sum + count, 0);
  if (rows.length < acknowledged) throw new Error(`${acknowledged} tasks were acknowledged, ${rows.length} have a card's row`);
  if (open.length > 0 || doubled.length > 0 || shown !== rows.length) {
    throw new Error(`${rows.length} cards, ${shown} messages, doubled: ${JSON.stringify(doubled)}, not sent: ${JSON.stringify(open)}`);
  }
  console.log(`${KILLS} kills: ${acknowledged} tasks acknowledged, ${rows.length} made, each card is in Discord once`);
} finally {
  server.stop();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
