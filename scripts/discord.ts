import { run } from './discord/run.ts';
import { PlainError, SandboxClient, sandboxUrl } from './discord/sandbox-client.ts';
import { terminalOf } from './discord/terminal.ts';

/** The terminal client: npm run discord -- /daily --as member. */
async function main(): Promise<void> {
  try {
    const client = new SandboxClient(sandboxUrl(process.env));
    const { lines, code } = await run(client, process.argv.slice(2), terminalOf(process.stdout, process.env));
    console.log(lines.join('\n'));
    process.exitCode = code;
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

await main();
