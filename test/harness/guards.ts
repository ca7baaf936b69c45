/**
 * Does something behind the back of a guard of a database, which is out of the way for that moment and back afterwards,
 * whatever comes of it: other tests share the database.
 */
export async function withoutGuard(db: D1Database, name: string, act: () => Promise<unknown>): Promise<void> {
  const sql = await db.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?1").bind(name).first<string>('sql');
  if (sql === null) throw new Error(`no trigger ${name}`);
  await db.prepare(`DROP TRIGGER ${name}`).run();
  try {
    await act();
  } finally {
    await db.batch([db.prepare(`DROP TRIGGER IF EXISTS ${name}`), db.prepare(sql)]);
  }
}
