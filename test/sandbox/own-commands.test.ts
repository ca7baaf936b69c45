import { afterEach, expect, it } from 'vitest';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { registerCommand, unregisterCommand, type CommandDefinition } from '../../src/discord/rows.ts';
import { OutboxStage } from '../harness/outbox-stage.ts';
import { SqliteLedger } from '../ledger-sim/database.ts';
import { control, rest, sandboxWith } from './fixture.ts';

const ledgers: SqliteLedger[] = [];

afterEach(() => {
  for (const ledger of ledgers.splice(0)) ledger.close();
});

it('the stand-in, which checks as Discord does, takes a server’s own command, its change and its removal', async () => {
  const ledger = new SqliteLedger();
  ledgers.push(ledger);
  const sandbox = await sandboxWith(undefined, { openapi: undefined });
  const { applicationId, botToken } = sandbox.identity;
  const stage = new OutboxStage({
    database: { batch: async (statements) => ledger.batch(statements) }, guild: DEMO.guild, channel: DEMO.channels.tasks,
    access: { DISCORD_API_BASE: sandbox.apiBase, DISCORD_TOKEN: botToken, DISCORD_APPLICATION_ID: applicationId },
  });
  const commands = async (): Promise<unknown[]> => (await rest(sandbox, 'GET', `/applications/${applicationId}/guilds/${DEMO.guild}/commands`)).json;
  const save = async (definition: CommandDefinition): Promise<void> => {
    for (const row of registerCommand('regeln-für-alle', definition)) await stage.write(row);
    await stage.send();
  };
  const text = { type: 3, name: 'text', description: 'What you want to say with it', required: false, max_length: 200 };
  await save({ description: 'The rules', options: [text] });
  const [made] = await commands();
  expect(made).toMatchObject({ name: 'regeln-für-alle', type: 1, guild_id: DEMO.guild, options: [text] });
  await save({ description: 'Other rules', options: [] });
  expect(await commands()).toMatchObject([{ id: (made as { id: string }).id, description: 'Other rules', options: [] }]);
  for (const row of unregisterCommand('regeln-für-alle')) await stage.write(row);
  await stage.send();
  expect(await commands()).toEqual([]);
  expect((await control(sandbox, 'GET', '/log')).entries.filter((entry: { schema?: string[] }) => entry.schema)).toEqual([]);
});
