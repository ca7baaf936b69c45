import { evictDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { csvCell } from '../../src/features/economy/routes/csv.ts';
import { momentOf, momentsIn } from '../../src/features/economy/routes/dates.ts';
import { entryHash, GENESIS, type EntryRow } from '../../src/ledger/hash.ts';
import { api } from '../harness/api.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { admin, guild, person, press, run, type Guild, type Person } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { withoutGuard } from '../harness/guards.ts';
import { audits, entries } from '../harness/rows.ts';
import { buttonOf, makeItem } from '../harness/shop.ts';

beforeAll(migrate);

interface Town {
  where: Guild;
  staff: Person;
  ada: Person;
  mika: Person;
  path: string;
}

async function town(settings: Parameters<typeof configure>[1] = {}): Promise<Town> {
  const where = guild();
  await configure(where, { limits: NO_RATE, ...settings });
  return { where, staff: admin(), ada: person('ada'), mika: person('mika'), path: `/api/${where.id}/transactions` };
}

/** A daily, a gift by staff, an item with stock that is bought, and three payments. */
async function trade({ where, staff, ada, mika }: Town): Promise<void> {
  await run(ada, where, '/daily');
  await run(staff, where, '/eco give', { user: ada, amount: 500, reason: '=HYPERLINK("http://x")' });
  const item = await makeItem(staff, where, { price: 40, stock: 5 });
  await run(ada, where, '/buy', { item: String(item) });
  for (const amount of [10, 20, 30]) await run(ada, where, '/pay', { user: mika, amount, note: `rent ${amount}` });
}

const ids = (body: { data: { id: string }[] }): string[] => body.data.map(({ id }) => id);

/** Every transaction of a list, page by page. */
async function all(path: string, query: string): Promise<any[]> {
  const rows: any[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await api.get(`${path}?${query}${cursor && `&cursor=${cursor}`}`);
    expect(status, JSON.stringify(body)).toBe(200);
    rows.push(...body.data);
    if (body.next_cursor === null) return rows;
    cursor = body.next_cursor;
  }
}

describe('the list', () => {
  test('shows one member\'s side of each entry, by the older bot\'s names', async () => {
    const here = await town();
    await trade(here);
    const { ada, mika, path, where, staff } = here;
    const { status, body } = await api.get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({ page: 1, per_page: 50, total: null, next_cursor: null });
    expect(body.data.map(({ type, amount, user_id: user }: any) => [type, amount, user])).toEqual([
      ['transfer_receive', 30, mika.id], ['transfer_send', -30, ada.id], ['transfer_receive', 20, mika.id], ['transfer_send', -20, ada.id],
      ['transfer_receive', 10, mika.id], ['transfer_send', -10, ada.id], ['shop_purchase', 1, ada.id], ['shop_purchase', -40, ada.id],
      ['admin_give', 500, ada.id], ['daily', 100, ada.id],
    ]);
    expect(body.data[1]).toMatchObject({
      asset: 'coin', balance_before: 530, balance_after: 500, description: 'Payment: rent 30',
      metadata: { source: 'discord_command', actor: ada.id, counterparty: mika.id, reversed: false, reversed_by: null },
    });
    expect(body.data[9]).toMatchObject({ balance_before: 0, balance_after: 100, description: 'Daily reward', metadata: { counterparty: 'mint' } });
    const [sent] = body.data.slice(1);
    expect((await api.get(`${path}/${sent.id}`)).body).toEqual(sent);
    expect(await api.get(`${path}/9999-to`)).toMatchObject({ status: 404 });
    // The mint's side of an entry is no member's.
    expect(await api.get(`${path}/1-from`)).toMatchObject({ status: 404 });
    expect(await api.get(`${path}/1`)).toMatchObject({ status: 400 });
    const asked = await run(staff, where, '/eco reverse', { entry: sent.metadata.entry, reason: 'wrong' });
    await press(staff, where, buttonOf(asked, 'Reverse it'));
    const reversal = (await entries(where.id)).at(-1);
    expect(reversal?.kind).toBe('reverse');
    expect((await api.get(`${path}/${sent.id}`)).body.metadata).toMatchObject({ reversed: true, reversed_by: reversal?.seq });
    expect((await api.get(`${path}?per_page=4`)).body.data.map(({ metadata }: any) => metadata.reversed)).toEqual([false, false, true, true]);
  });

  test('pages by cursor, number and offset agree, in both orders and under every filter', async () => {
    const here = await town();
    await trade(here);
    const { ada, mika, path } = here;
    const whole = (await api.get(path)).body.data;
    const keep = (query: Record<string, string>) => whole.filter((row: any) =>
      (!query['user_id'] || row.user_id === query['user_id']) && (!query['type'] || row.type === query['type']) && (!query['asset'] || row.asset === query['asset']));
    const filters: Record<string, string>[] = [
      {}, { user_id: ada.id }, { user_id: mika.id }, { type: 'transfer_send' }, { type: 'shop_purchase' }, { user_id: ada.id, type: 'transfer_send' },
      { user_id: mika.id, type: 'transfer_send' }, { user_id: ada.id, type: 'shop_purchase' }, { asset: 'coin' }, { user_id: ada.id, asset: 'item:1' }, { type: 'shop_stock' },
    ];
    for (const [index, filter] of filters.entries()) {
      const expected = keep(filter);
      for (const size of [1 + (index % 3)]) {
        const query = new URLSearchParams({ ...filter, per_page: String(size) }).toString();
        expect(await all(path, query), query).toEqual(expected);
        expect(ids({ data: await all(path, `${query}&sort=oldest`) }).toSorted(), query).toEqual(ids({ data: expected }).toSorted());
        expect((await api.get(`${path}?${query}&page=2`)).body, query).toMatchObject({ page: 2, data: expected.slice(size, 2 * size) });
        const more = new URLSearchParams({ ...filter, limit: String(size), offset: '1' }).toString();
        expect((await api.get(`${path}?${more}`)).body.data, more).toEqual(expected.slice(1, 1 + size));
      }
    }
    const oldest = await all(path, 'sort=oldest&per_page=2');
    expect(oldest.map(({ type }) => type).slice(-2)).toEqual(['transfer_send', 'transfer_receive']);
    for (const query of ['page=0', 'per_page=101', 'cursor=!', 'cursor=e30', 'user_id=7', 'type=A', 'start_date=yesterday', 'end_date=2026-02-31', 'sort=up', 'page=21', 'offset=1000']) {
      expect(await api.get(`${path}?${query}`), query).toMatchObject({ status: 400 });
    }
  });

  test('dates are days of the server\'s zone, or moments', async () => {
    const here = await town({ locale: { timezone: 'Asia/Tokyo' } });
    await trade(here);
    const { path } = here;
    const whole = (await api.get(path)).body.data;
    const cut = whole[5].timestamp;
    const until = (await all(path, `end_date=${cut}`)).map(({ id }) => id);
    expect(until).toEqual(ids({ data: whole.filter(({ timestamp }: any) => timestamp <= cut) }));
    expect((await all(path, `start_date=${cut}&sort=oldest`)).length).toBe(whole.filter(({ timestamp }: any) => timestamp >= cut).length);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(Date.now());
    expect(await all(path, `start_date=${today}&end_date=${today}`)).toHaveLength(whole.length);
    expect(await all(path, 'start_date=2099-01-01')).toEqual([]);
    expect(await all(path, 'end_date=2020-01-01')).toEqual([]);
    expect(momentOf('2026-03-29', 'end', 'Europe/Berlin') - momentOf('2026-03-29', 'start', 'Europe/Berlin')).toBe(23 * 3_600_000);
    const berlin = momentsIn('Europe/Berlin');
    expect([Date.UTC(2026, 2, 29, 0, 59, 59), Date.UTC(2026, 2, 29, 1)].map(berlin)).toEqual(['2026-03-29T01:59:59.000+01:00', '2026-03-29T03:00:00.000+02:00']);
    expect(momentsIn('Asia/Kolkata')(0)).toBe('1970-01-01T05:30:00.000+05:30');
    expect(momentsIn('UTC')(0)).toBe('1970-01-01T00:00:00.000+00:00');
  });

  test('an empty server has an empty list', async () => {
    const { path } = await town();
    expect((await api.get(path)).body).toMatchObject({ data: [], next_cursor: null });
    expect((await api.get(`${path}?start_date=2026-01-01&sort=oldest`)).body).toMatchObject({ data: [], next_cursor: null });
  });
});

describe('statistics', () => {
  test('of the server come from the roll-ups, of a member from the account and the newest entries', async () => {
    const here = await town();
    await trade(here);
    const { path, ada, mika } = here;
    const { body } = await api.get(`${path}/statistics?period=week`);
    expect(body).toMatchObject({ user_id: null, complete: true, count: 6, earned: 100, spent: 40, net: 60, volume: 700, balances: { in_circulation: 600, created: 600, destroyed: 0 } });
    expect(body.by_type[0]).toEqual({ type: 'admin_give', count: 1, amount: 500 });
    expect(body.by_day).toMatchObject([{ count: 6, amount: 700 }]);
    const own = (await api.get(`${path}/statistics?period=all&user_id=${ada.id}`)).body;
    expect(own).toMatchObject({ user_id: ada.id, complete: true, from: null, earned: 600, spent: 100, net: 500, count: 6 });
    expect(own.by_type).toContainEqual({ type: 'transfer_send', count: 3, amount: -60 });
    expect((await api.get(`${path}/statistics?user_id=${mika.id}`)).body).toMatchObject({ period: 'month', earned: 60, spent: 0 });
    expect(await api.get(`${path}/statistics?period=year`)).toMatchObject({ status: 400 });
  });
});

describe('the export', () => {
  test('is CSV that no spreadsheet runs, in the zone that is asked', async () => {
    const here = await town();
    await trade(here);
    const { path, ada, mika } = here;
    const file = await api.get(`${path}/export?tz=Europe/Berlin`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const lines = String(file.body).trimEnd().split('\r\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toMatch(/^id,timestamp,user_id,type,asset,amount,balance_before,balance_after,description/);
    expect(lines[1]).toMatch(/^1-to,\d{4}-\d{2}-\d{2}T[\d:.]+\+0[12]:00,\d+,daily,coin,100,0,100,Daily reward,mint,/);
    expect(lines.join('\n')).toContain(`,transfer_send,coin,-30,530,500,Payment: rent 30,${mika.id},`);
    const json = await api.get(`${path}/export?format=json&user_id=${ada.id}&type=transfer_send`);
    expect(json.body).toMatchObject({ next_cursor: null, data: [{ amount: -10 }, { amount: -20 }, { amount: -30 }] });
    expect((await api.get(`${path}/export?format=json&user_id=${mika.id}&type=daily`)).body).toEqual({ data: [], next_cursor: null });
    expect(await api.get(`${path}/export?tz=Mars/Olympus`)).toMatchObject({ status: 400 });
    expect(await api.get(`${path}/export?format=xlsx`)).toMatchObject({ status: 400 });
  });

  test.each([
    ['=1+1', '\'=1+1'], ['+1', '\'+1'], ['-1', '\'-1'], ['@SUM(A1)', '\'@SUM(A1)'], ['\t=1', '\'\t=1'], ['\r=1', '"\'\r=1"'], [' =1', '\' =1'], ['\n', '"\'\n"'],
    ['＝1', '\'＝1'], ['a=1', 'a=1'], ['a,"b"', '"a,""b"""'], ['=a,"b"', '"\'=a,""b"""'], ['', ''],
  ])('the cell %j is written as %j', (text, cell) => expect(csvCell(text)).toBe(cell));

  test('numbers stay numbers', () => expect([-5, 0, null].map(csvCell)).toEqual(['-5', '0', '']));
});

describe('validation', () => {
  test('replays a member, finds a balance that nothing explains, and stops the server', async () => {
    const here = await town();
    await trade(here);
    const { path, ada, where } = here;
    const sound = await api.post(`${path}/validate`, { user_id: ada.id });
    expect(sound).toMatchObject({ status: 200, body: { valid: true, complete: true, entries_checked: 7, frozen: false, problems: [], next_cursor: null } });
    expect(sound.body.balances).toEqual([
      { asset: 'coin', expected_balance: 500, actual_balance: 500, matches: true }, { asset: 'item:1', expected_balance: 1, actual_balance: 1, matches: true },
    ]);
    const db = await databaseOf(where.id);
    await withoutGuard(db, 'account_update', () =>
      db.prepare("UPDATE account SET balance = balance + 7 WHERE guild = ?1 AND account_id = ?2 AND asset = 'coin'").bind(where.id, `u:${ada.id}`).run());
    const forged = btoa(JSON.stringify([3, 3, 'coin', 1])).replace(/=+$/, '');
    expect((await api.post(`${path}/validate`, { user_id: ada.id, cursor: forged })).body).toMatchObject({ valid: false, frozen: false });
    expect(await audits(where.id)).not.toContainEqual(expect.objectContaining({ action: 'ledger.freeze' }));
    const drift = (await api.post(`${path}/validate`, { user_id: ada.id })).body;
    expect(drift).toMatchObject({ valid: false, frozen: true, problems: [{ name: 'account' }] });
    expect(drift.balances[0]).toEqual({ asset: 'coin', expected_balance: 500, actual_balance: 507, matches: false });
    expect(await audits(where.id)).toContainEqual(expect.objectContaining({ action: 'ledger.freeze', source: 'api:POST /api/:server_id/transactions/validate' }));
    expect((await run(ada, where, '/pay', { user: person('x'), amount: 1 })).text).toContain('Ledger check');
    expect(await api.post(`${path}/validate`, { user_id: 'me' })).toMatchObject({ status: 400 });
    expect(await api.post(`${path}/validate`, { user_id: ada.id, cursor: 'e30' })).toMatchObject({ status: 400 });
  });
});

/** Moves the first entries back in time, past the guard, with a chain that fits: the clock of the ledger cannot be turned. */
async function age(where: Guild, count: number, by: number): Promise<void> {
  const db = await databaseOf(where.id);
  const { results } = await db.prepare('SELECT * FROM entry WHERE guild = ?1 ORDER BY seq').bind(where.id).all<EntryRow>();
  let prev = GENESIS;
  await withoutGuard(db, 'entry_update', async () => {
    for (const row of results) {
      const moved = { ...row, at: row.seq <= count ? row.at - by : row.at, prev_hash: prev };
      prev = entryHash(moved);
      await db.prepare('UPDATE entry SET at = ?3, prev_hash = ?4, hash = ?5 WHERE guild = ?1 AND seq = ?2').bind(where.id, row.seq, moved.at, moved.prev_hash, prev).run();
    }
  });
  await evictDurableObject(env.GUILD.get(env.GUILD.idFromName(where.id)));
}

describe('the archive', () => {
  test('says what would go, carries it away, and the ledger goes on', async () => {
    const here = await town();
    const { path, ada, mika, where, staff } = here;
    await run(staff, where, '/eco give', { user: ada, amount: 50, reason: 'old' });
    for (const amount of [1, 2, 3, 4]) await run(ada, where, '/pay', { user: mika, amount });
    await age(where, 4, 100 * 86_400_000);
    const dry = await api.post(`${path}/archive`, { days_to_keep: 90, archive: false });
    expect(dry).toMatchObject({ status: 200, body: { dry_run: true, entries: 4, first_entry: 1, last_entry: 4, more: false } });
    expect(await entries(where.id)).toHaveLength(5);
    expect(await audits(where.id)).not.toContainEqual(expect.objectContaining({ action: 'transactions.archive' }));
    const gone = await api.post(`${path}/archive`, { days_to_keep: 90, archive: true }, { 'idempotency-key': 'a' });
    expect(gone).toMatchObject({ status: 200, body: { dry_run: false, entries: 4, first_entry: 1, last_entry: 4, more: false } });
    expect((await env.FILES.list({ prefix: `ledger/${where.id}/entries-1-4` })).objects).toHaveLength(1);
    expect(await audits(where.id)).toContainEqual(expect.objectContaining({ action: 'transactions.archive', actor: 'operator' }));
    expect(await api.post(`${path}/archive`, { days_to_keep: 90, archive: true }, { 'idempotency-key': 'a' })).toMatchObject({ status: 200, body: { entries: 0 } });
    await run(ada, where, '/pay', { user: mika, amount: 5 });
    expect((await api.get(path)).body.data.map(({ amount }: any) => amount)).toEqual([5, -5, 4, -4]);
    expect(await all(path, 'sort=oldest&per_page=1')).toHaveLength(4);
    expect(await api.get(`${path}/2-to`)).toMatchObject({ status: 404 });
    expect((await api.post(`${path}/validate`, { user_id: ada.id })).body).toMatchObject({ valid: true, complete: true });
    expect(await api.post(`${path}/archive`, { days_to_keep: 5 })).toMatchObject({ status: 400 });
    const verified = await run(staff, where, '/eco verify');
    expect(verified.text).not.toContain('does not');
    expect(await audits(where.id)).not.toContainEqual(expect.objectContaining({ action: 'ledger.freeze' }));
  });
});
