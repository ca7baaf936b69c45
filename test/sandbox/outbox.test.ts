import { afterEach, describe, expect, it } from 'vitest';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import type { Sandbox } from '../../scripts/sandbox/server.ts';
import { deliver, postMessage, touchMessage, type Step } from '../../src/discord/rows.ts';
import { OutboxStage } from '../harness/outbox-stage.ts';
import { SqliteLedger } from '../ledger-sim/database.ts';
import { control, rest, sandboxWith } from './fixture.ts';

const CARDS = `/channels/${DEMO.channels.tasks}/messages`;
const ledgers: SqliteLedger[] = [];

afterEach(() => {
  for (const ledger of ledgers.splice(0)) ledger.close();
});

/** The outbox over SQLite against the stand-in, which checks every call against Discord's own document where it has it. */
async function playing(): Promise<{ stage: OutboxStage; sandbox: Sandbox }> {
  const ledger = new SqliteLedger();
  ledgers.push(ledger);
  let stage: OutboxStage | undefined;
  const sandbox = await sandboxWith(undefined, { openapi: undefined, now: () => stage?.now ?? Date.now() });
  const { applicationId, botToken } = sandbox.identity;
  stage = new OutboxStage({
    database: { batch: async (statements) => ledger.batch(statements) }, guild: DEMO.guild, channel: DEMO.channels.tasks,
    access: { DISCORD_API_BASE: sandbox.apiBase, DISCORD_TOKEN: botToken, DISCORD_APPLICATION_ID: applicationId },
  }, { channels: { log: DEMO.channels.log } });
  stage.records.set('1', 'first');
  return { stage, sandbox };
}

const shown = async (sandbox: Sandbox, channel: string = DEMO.channels.tasks): Promise<string[]> =>
  (await control(sandbox, 'GET', `/messages?channel=${channel}`)).messages.map(({ message }: { message: any }) => message.embeds[0]?.description ?? message.content);
const fault = (sandbox: Sandbox, method: string, path: string, kind: string, more = {}) => control(sandbox, 'POST', '/faults', [{ method, path, kind, ...more }]);
const answers = async (sandbox: Sandbox): Promise<(number | null)[]> =>
  (await control(sandbox, 'GET', '/log')).entries.filter(({ kind }: { kind: string }) => kind === 'rest').map(({ status }: { status: number }) => status);

describe('the outbox against the stand-in', () => {
  it('posts a card once and keeps it in step; Discord’s own document has nothing against its calls', async () => {
    const { stage, sandbox } = await playing();
    await stage.write(postMessage('note', 1, DEMO.channels.tasks));
    await stage.send();
    expect(await shown(sandbox)).toEqual(['first']);
    stage.records.set('1', 'second');
    await stage.write(touchMessage('note', 1));
    await stage.pass(10_000);
    expect(await shown(sandbox)).toEqual(['second']);
    expect((await control(sandbox, 'GET', '/log')).entries.filter((entry: { schema?: string[] }) => entry.schema)).toEqual([]);
    expect(await answers(sandbox)).toEqual([200, 200]);
  });

  it('twenty cards at once go at the pace of the bucket, without one 429', async () => {
    const { stage, sandbox } = await playing();
    for (let record = 1; record <= 20; record += 1) {
      stage.records.set(`${record}`, `card ${record}`);
      await stage.write(postMessage('note', record, DEMO.channels.tasks));
    }
    await stage.pass(60_000);
    expect((await shown(sandbox)).length).toBe(20);
    expect((await answers(sandbox)).filter((status) => status !== 200)).toEqual([]);
  });

  it.each(['lost-answer', '500', '429'])('%s: one message in the end', async (kind) => {
    const { stage, sandbox } = await playing();
    await fault(sandbox, 'POST', '/channels/*/messages', kind, { times: 2, retry_after: 3 });
    await stage.write(postMessage('note', 1, DEMO.channels.tasks));
    await stage.pass(60_000);
    expect([await shown(sandbox), (await stage.card('note'))?.state]).toEqual([['first'], 'synced']);
  });

  it('lost for longer than a nonce is known: found among its own messages, not sent again', async () => {
    const { stage, sandbox } = await playing();
    await fault(sandbox, 'POST', '/channels/*/messages', 'lost-answer');
    await fault(sandbox, 'POST', '/channels/*/messages', '500', { times: 4 });
    await stage.write(postMessage('note', 1, DEMO.channels.tasks));
    await stage.pass(60_000);
    // The fifth attempt comes after eighty seconds; the sixth, four minutes later, has to look.
    await stage.pass(600_000);
    expect([await shown(sandbox), (await stage.card('note'))?.state]).toEqual([['first'], 'synced']);
    expect((await control(sandbox, 'GET', '/log')).entries.some(({ method, path }: { method: string; path: string }) => method === 'GET' && path === CARDS)).toBe(true);
  });

  it('accepted and dropped: the next edit finds out, and a shop card is posted anew', async () => {
    const { stage, sandbox } = await playing();
    await fault(sandbox, 'POST', '/channels/*/messages', 'accept-drop');
    await stage.write(postMessage('ware', 1, DEMO.channels.tasks));
    await stage.send();
    expect(await shown(sandbox)).toEqual([]);
    await stage.write(touchMessage('ware', 1));
    await stage.pass(10_000);
    expect([await shown(sandbox), (await stage.card('ware'))?.state]).toEqual([['first'], 'synced']);
  });

  it('a hanging call is given up and made again', async () => {
    const { stage, sandbox } = await playing();
    await fault(sandbox, 'POST', '/channels/*/messages', 'hang');
    await stage.write(postMessage('note', 1, DEMO.channels.tasks));
    await stage.pass(60_000);
    expect(await shown(sandbox)).toEqual(['first']);
  });

  it('a channel that is closed is switched off and the log channel hears it once', async () => {
    const { stage, sandbox } = await playing();
    await fault(sandbox, 'POST', CARDS, '403', { times: 9 });
    for (const record of ['1', '2']) {
      stage.records.set(record, record);
      await stage.write(postMessage('note', record, DEMO.channels.tasks));
    }
    await stage.pass(60_000);
    expect(await shown(sandbox, DEMO.channels.log)).toEqual([`off ${DEMO.channels.tasks} 50001`]);
    expect((await stage.card('note', '2'))?.state).toBe('failed');
  });

  it('gives roles, writes to members, posts to webhooks; closed messages and a role above the bot stop nothing else', async () => {
    const { stage, sandbox } = await playing();
    const hook = await rest(sandbox, 'POST', `/channels/${DEMO.channels.general}/webhooks`, { name: 'sales' });
    const steps: Step[] = [
      { do: 'role', add: true, member: DEMO.members.mika, role: DEMO.roles.crew, reason: 'Bought: Crew für immer' },
      { do: 'dm', member: DEMO.members.wren, body: { content: 'never read' } },
      { do: 'role', add: true, member: DEMO.members.mika, role: DEMO.roles.deckhand, reason: 'too high' },
      { do: 'dm', member: DEMO.members.mika, body: { content: 'You got a role.' } },
      { do: 'webhook', url: `${sandbox.apiBase}/webhooks/${hook.json.id}/${hook.json.token}`, body: { content: 'sold' } },
    ];
    await stage.write(deliver(steps));
    await stage.pass(60 * 60_000);
    const member = await rest(sandbox, 'GET', `/guilds/${DEMO.guild}/members/${DEMO.members.mika}`);
    expect(member.json.roles).toContain(DEMO.roles.crew);
    expect((await control(sandbox, 'GET', '/messages?as=mika')).messages.map(({ message }: { message: any }) => message.content)).toEqual(['You got a role.']);
    expect(await shown(sandbox, DEMO.channels.general)).toEqual(['sold']);
    expect(await stage.deliveries()).toMatchObject([{ state: 'dead', error: 'Missing Permissions (50013)' }]);
  });
});
