import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadIdentity } from './sandbox/keys.ts';
import { startSandbox, type Sandbox } from './sandbox/server.ts';
import { type Application, readSettings, SettingError, settingsFile, type Settings } from './settings.ts';
import { accessOf, type Access } from './start/access.ts';
import { cronTriggers, fireCrons } from './start/cron.ts';
import { startDashboard } from './start/dashboard.ts';
import { isHalfSeeded, prepareDatabases, registerDemo } from './start/demo.ts';
import { FILES } from './start/folders.ts';
import { buildPages } from './start/page.ts';
import { needFreePort } from './start/ports.ts';
import { stopAll } from './start/processes.ts';
import { Stop } from './start/stop.ts';
import { isHealthy, startWorker } from './start/worker.ts';

const NODE_MIN = 24;
const began = Date.now();
let sandbox: Sandbox | undefined;
let stopCrons: (() => void) | undefined;
let stopping = false;
/** run.json is ours: a start that was refused must not take away that of the run it met. */
let announced = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  stopCrons?.();
  await stopAll();
  await sandbox?.close();
  if (announced) rmSync(FILES.run, { force: true });
  process.exit(code);
}

async function needNoOtherRun(): Promise<void> {
  if (!existsSync(FILES.run)) return;
  const { workerUrl, pid } = JSON.parse(readFileSync(FILES.run, 'utf8')) as { workerUrl: string; pid: number };
  if (await isHealthy(workerUrl, 3_000)) throw new Stop(`Coffer already runs from this folder: ${workerUrl} (process ${pid}). Stop it first.`);
}

function removeState(): void {
  for (const path of [FILES.state, FILES.sandbox]) rmSync(path, { recursive: true, force: true });
}

/** A slower machine than Discord has in mind, such as one of CI, may be given longer than Discord's 3 s. */
function standInDeadline(): { deadlineMs?: number } {
  const given = Number(process.env['SANDBOX_DEADLINE_MS'] ?? 0);
  return given > 0 ? { deadlineMs: given } : {};
}

/** The stand-in, and what the Worker has to know of it. */
async function startStandIn(settings: Settings): Promise<{ application: Application; apiBase: string; clientSecret: string }> {
  sandbox = await startSandbox({ port: settings.sandboxPort, workerUrl: `http://127.0.0.1:${settings.port}`, stateFile: FILES.sandbox, ...standInDeadline() });
  const { publicKey, applicationId, botToken, clientSecret } = loadIdentity(FILES.coffer);
  return { application: { publicKey, applicationId, token: botToken }, apiBase: settings.apiBase ?? sandbox.apiBase, clientSecret };
}

function report({ workerUrl, dashboardUrl }: { workerUrl: string; dashboardUrl: string }, { username, madeUp }: Access): void {
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  const lines = [
    `\nCoffer runs, ready in ${seconds} s.`,
    `  Dashboard      ${dashboardUrl}   (sign in as ${username}, ${madeUp === null ? 'with the password you set' : `password ${madeUp}`})`,
    `  Worker         ${workerUrl}   (/health, /stats, /api/docs)`, `  Interactions   ${workerUrl}/interactions`];
  if (sandbox) {
    lines.push(`  Discord        ${sandbox.url}   (the local stand-in; no account needed: open it and play)`, '', 'Or in another terminal:');
    lines.push('  npm run discord -- /daily --as mika', '  npm run discord -- /balance', '  npm run discord -- /pay @jonas 50', '  npm run discord -- /leaderboard');
  } else {
    lines.push('  Discord        the real one: point the interactions endpoint there through a tunnel, and run npm run register -- --guild ID');
  }
  console.log(`${lines.join('\n')}\n\nThe whole log is in .coffer/dev.log. Ctrl+C stops everything.`);
}

async function start(fresh: boolean): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < NODE_MIN) throw new Stop(`This is Node ${process.versions.node}; Coffer runs on Node ${NODE_MIN}, which npm start brings along.`);
  const settings = readSettings(process.env, settingsFile(FILES.settings));
  await needNoOtherRun();
  await needFreePort(settings.port, 'the Worker');
  await needFreePort(settings.port + 1, 'the dashboard');
  if (!settings.application) await needFreePort(settings.sandboxPort, 'the stand-in for Discord');
  if (fresh) removeState();
  else if (isHalfSeeded()) {
    console.log('The last start was stopped while seeding: the local databases are made anew.');
    rmSync(FILES.state, { recursive: true, force: true });
  }
  mkdirSync(FILES.coffer, { recursive: true });
  writeFileSync(FILES.log, '');
  const standInIsNew = !existsSync(FILES.sandbox);
  const said = await prepareDatabases(settings.application === null);
  if (said !== null) console.log(said);
  const application = settings.application;
  const real = application && settings.apiBase !== null ? { application, apiBase: settings.apiBase, clientSecret: settings.access.clientSecret } : null;
  const discord = real ?? (await startStandIn(settings));
  const access = accessOf(settings.access, discord.clientSecret);
  // The stand-in takes the commands, and the pages are built, while the Worker still compiles.
  const [workerUrl, registered, built] = await Promise.all([
    startWorker({ port: settings.port, application: discord.application, apiBase: discord.apiBase, vars: access.vars }, () => {
      if (!stopping) console.error('The Worker ended by itself; see .coffer/dev.log.');
      void stop(1);
    }),
    sandbox ? registerDemo(discord.application, discord.apiBase, standInIsNew) : null,
    buildPages(),
  ]);
  const dashboardUrl = await startDashboard(settings.port + 1, () => {
    if (!stopping) console.error('The dashboard ended by itself; see .coffer/dev.log.');
    void stop(1);
  });
  const run = { workerUrl, dashboardUrl, sandboxUrl: sandbox?.url ?? null, pid: process.pid };
  writeFileSync(FILES.run, `${JSON.stringify(run, null, 2)}\n`);
  announced = true;
  for (const line of [registered, built]) if (line !== null) console.log(line);
  stopCrons = fireCrons(workerUrl, cronTriggers(readFileSync(FILES.wrangler, 'utf8')), console.error);
  report({ workerUrl, dashboardUrl }, access);
}

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGHUP', () => void stop(0));
try {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  await start(values.fresh);
} catch (error) {
  const plain = error instanceof Stop || error instanceof SettingError || (error instanceof TypeError && 'code' in error);
  // While stopping, a child that was ended on purpose looks like a failure.
  if (!stopping) console.error(plain ? (error as Error).message : error);
  await stop(1);
}
