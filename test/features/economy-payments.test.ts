import { beforeAll, describe, expect, test } from 'vitest';
import { commandInteraction, controls, deliver, envelope, freshId, guild, person, press, run, submit, type Guild, type Person } from '../harness/discord.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { balanceOf, entries } from '../harness/rows.ts';

beforeAll(migrate);

/** A server where two members have had their daily. */
async function paidMembers(): Promise<{ where: Guild; mika: Person; ada: Person }> {
  const [where, mika, ada] = [guild(), person('mika'), person('ada')];
  await configure(where, { limits: NO_RATE });
  await Promise.all([run(mika, where, '/daily'), run(ada, where, '/daily')]);
  return { where, mika, ada };
}

const menu = (who: Person, where: Guild, name: string, target: Person, member = true): object =>
  envelope(who, where, 2, {
    id: freshId(), name, type: 2, target_id: target.id,
    resolved: {
      users: { [target.id]: { id: target.id, username: target.username, bot: target.bot === true } },
      members: member ? { [target.id]: { roles: [], permissions: '0' } } : {},
    },
  });

describe('/pay and /give', () => {
  test('move coins, publicly, with a note that cannot ping or format', async () => {
    const { where, mika, ada } = await paidMembers();
    const paid = await run(mika, where, '/pay', { user: ada, amount: 30, note: '**@everyone** lunch' });
    expect(paid.private).toBe(false);
    expect(paid.text).toContain(`<@${mika.id}> paid **🪙 30** to <@${ada.id}>`);
    expect(paid.text).not.toContain('@everyone');
    expect(paid.data.allowed_mentions).toEqual({ parse: [] });
    expect((await run(ada, where, '/give', { user: mika, amount: 10 })).text).toContain('paid **🪙 10**');
    expect(await balanceOf(where.id, mika.id)).toBe(80);
  });

  test('refuse every bad receiver and amount and change nothing', async () => {
    const { where, mika, ada } = await paidMembers();
    const before = await entries(where.id);
    const refused = async (options: Parameters<typeof run>[3], text: string): Promise<void> => {
      const answer = await run(mika, where, '/pay', options);
      expect(answer).toMatchObject({ status: 200, private: true });
      expect(answer.text).toContain(text);
    };
    await refused({ user: mika, amount: 1 }, 'with yourself');
    await refused({ user: person('bot', { bot: true }), amount: 1 }, 'Bots have no wallet');
    await refused({ user: ada, amount: 101 }, 'there are 🪙 100, and 🪙 101 are needed');
    await refused({ user: ada, amount: 0 }, 'between 1 and');
    await refused({ user: ada, amount: -5 }, 'between 1 and');
    await refused({ user: ada, amount: 1.5 }, 'whole number');
    await refused({ user: ada, amount: 2 ** 53 }, 'whole number');
    await refused({ user: ada, amount: 'ten' }, 'whole number');
    await refused({ user: ada, amount: 1, note: 'x'.repeat(201) }, 'at most 200');
    await refused({ user: ada }, '"amount" is missing');
    const unknown = await deliver(menu(mika, where, 'Give points', person('gone'), false));
    expect(unknown.text).toContain('not a member');
    expect(await entries(where.id)).toEqual(before);
  });

  test('an unknown user, a DM and another application are told apart', async () => {
    const { where, mika } = await paidMembers();
    const ghost = { id: freshId(), name: 'pay', type: 1, options: [{ name: 'user', type: 6, value: freshId() }, { name: 'amount', type: 4, value: 1 }] };
    expect((await deliver(envelope(mika, where, 2, ghost))).text).toContain('cannot find that user');
    expect((await deliver(commandInteraction(mika, null, '/daily'))).text).toContain('only in a server');
  });

  test('hold to the limit of a payment, to pauses, freezes and the age of accounts', async () => {
    const { where, mika, ada } = await paidMembers();
    await configure(where, { limits: { ...NO_RATE, pay: 20 } });
    expect((await run(mika, where, '/pay', { user: ada, amount: 21 })).text).toContain('at most 🪙 20');
    await configure(where, { limits: { ...NO_RATE, accountAge: 7 } });
    expect((await run(mika, where, '/pay', { user: ada, amount: 1 })).text).toContain('7 days old');
    await configure(where, { limits: NO_RATE, paused: { transfers: { by: '1', at: 1, reason: 'Later.' } } });
    expect((await run(mika, where, '/give', { user: ada, amount: 1 })).text).toContain('paused by the staff. Later.');
    const db = await databaseOf(where.id);
    await db.prepare("INSERT INTO freeze VALUES (?1, ?2, 'Fraud.', '1', 1)").bind(where.id, `u:${ada.id}`).run();
    await configure(where, { limits: NO_RATE });
    expect((await run(mika, where, '/pay', { user: ada, amount: 1 })).text).toContain('frozen. Fraud.');
    expect(await balanceOf(where.id, mika.id)).toBe(100);
  });

  test('a payment that was made stays made when its second delivery meets a new limit', async () => {
    const { where, mika, ada } = await paidMembers();
    const interaction = commandInteraction(mika, where, '/pay', { user: ada, amount: 30 });
    const first = await deliver(interaction);
    await configure(where, { limits: { ...NO_RATE, pay: 5 } });
    expect((await deliver(interaction)).text).toBe(first.text);
    expect(await balanceOf(where.id, mika.id)).toBe(70);
  });
});

describe('wallets and the menus on a member', () => {
  test('/balance is private unless asked, and shows freezes and the opening balance', async () => {
    const { where, mika, ada } = await paidMembers();
    const own = await run(mika, where, '/balance');
    expect(own.private).toBe(true);
    expect(controls(own).map(({ label }) => label)).toEqual(['History']);
    const other = await run(mika, where, '/balance', { user: ada, public: true });
    expect(other).toMatchObject({ private: false });
    expect(other.text).toContain('Wallet of ada');
    expect((await run(mika, where, '/balance', { user: person('bot', { bot: true }) })).text).toContain('Bots have no wallet');
    const rich = guild();
    await configure(rich, { currency: { start: 50 } });
    expect((await run(mika, rich, '/balance')).text).toContain('🪙 50');
  });

  test('View wallet shows it, and its button opens the form', async () => {
    const { where, mika, ada } = await paidMembers();
    const shown = await deliver(menu(mika, where, 'View wallet', ada));
    expect(shown.text).toMatch(/Wallet of ada[^]*🪙 100/);
    const give = controls(shown).find(({ label }) => label === 'Give');
    const form = await press(mika, where, give?.id ?? '');
    expect(form.type).toBe(9);
  });

  test('Give points opens a form, and the form pays', async () => {
    const { where, mika, ada } = await paidMembers();
    const form = await deliver(menu(mika, where, 'Give points', ada));
    expect(form.type).toBe(9);
    const paid = await submit(mika, where, form.data.custom_id, { amount: ' 40 ', note: 'thanks' });
    expect(paid.text).toMatch(/paid \*\*🪙 40\*\*[^]*thanks/);
    for (const amount of ['0', '-1', '1.5', 'ten', '', '9007199254740992', '99999999999999999999']) {
      expect((await submit(mika, where, form.data.custom_id, { amount, note: '' })).text).toContain('whole number');
    }
    expect((await deliver(menu(mika, where, 'Give points', mika))).text).toContain('with yourself');
    expect((await deliver(menu(mika, where, 'Give points', person('bot', { bot: true })))).text).toContain('Bots');
    expect(await balanceOf(where.id, ada.id)).toBe(140);
  });
});
