import { join } from 'node:path';
import { startSandbox } from './server.ts';

/** Runs the stand-in by itself: SANDBOX_PORT (8789), WORKER_URL (http://127.0.0.1:8787), SANDBOX_STATE (.coffer/sandbox.json). */
async function main(): Promise<void> {
  const sandbox = await startSandbox({
    port: Number(process.env['SANDBOX_PORT'] ?? 8789),
    workerUrl: process.env['WORKER_URL'] ?? 'http://127.0.0.1:8787',
    stateFile: process.env['SANDBOX_STATE'] ?? join(import.meta.dirname, '..', '..', '.coffer', 'sandbox.json'),
  });
  console.log(`stand-in for Discord: ${sandbox.url}`);
  console.log(`DISCORD_API_BASE=${sandbox.apiBase}`);
  console.log(`DISCORD_APPLICATION_ID=${sandbox.identity.applicationId}`);
  console.log(`DISCORD_PUBLIC_KEY=${sandbox.identity.publicKey}`);
  const stop = (): void => {
    sandbox.close().then(() => process.exit(0), (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

await main();
