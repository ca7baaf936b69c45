import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { terminalOf } from './discord/terminal.ts';
import { MonitorClient } from './monitor/client.ts';
import { MonitorError, monitorOptions } from './monitor/options.ts';
import { isHealthy } from './monitor/snapshot.ts';
import { viewOf } from './monitor/view.ts';
import { parseSettingsFile, SettingError, settingsFile } from './settings.ts';
import { FILES } from './start/folders.ts';

/** Alternate screen and back; home, and clear from there. */
const SCREEN = { enter: '\u001b[?1049h\u001b[?25l', leave: '\u001b[?25h\u001b[?1049l', home: '\u001b[H\u001b[J' };

function runningAt(): string | null {
  if (!existsSync(FILES.run)) return null;
  return (JSON.parse(readFileSync(FILES.run, 'utf8')) as { workerUrl?: string }).workerUrl ?? null;
}

/** Shows how Coffer is until it is stopped; --once shows it once and says by its exit code whether all is well. */
async function main(): Promise<void> {
  const file = settingsFile(FILES.settings);
  // An empty setting counts as not given, as everywhere.
  const given = { ...(file === null ? {} : parseSettingsFile(file)), ...Object.fromEntries(Object.entries(process.env).filter(([, value]) => value)) };
  const options = monitorOptions(process.argv.slice(2), given, runningAt());
  const client = new MonitorClient(options);
  const show = async (): Promise<boolean> => {
    const snapshot = await client.snapshot();
    const text = viewOf(snapshot, terminalOf(process.stdout, process.env)).join('\n');
    process.stdout.write(process.stdout.isTTY && !options.once ? `${SCREEN.home}${text}\n` : `${text}\n`);
    return isHealthy(snapshot);
  };
  if (options.once) {
    process.exitCode = (await show()) ? 0 : 1;
    await client.signOut();
    return;
  }
  if (process.stdout.isTTY) {
    process.stdout.write(SCREEN.enter);
    process.on('exit', () => process.stdout.write(SCREEN.leave));
  }
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());
  while (!stopped.signal.aborted) {
    await show();
    // Ends early when it is stopped.
    await pause(options.everyMs, undefined, { signal: stopped.signal }).catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
  }
  await client.signOut();
}

try {
  await main();
} catch (error) {
  const plain = error instanceof MonitorError || error instanceof SettingError || (error instanceof TypeError && 'code' in error);
  console.error(plain ? (error as Error).message : error);
  process.exitCode = 1;
}
