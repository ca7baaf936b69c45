/** Work that goes once a day, in steps: where the next tick goes on. */
export interface DailyRun {
  name: string;
  day: number;
  /** When the day's work began (ms). */
  startedAt: number;
  place: string;
  done: boolean;
}

const READ_SQL = 'SELECT name, day, started_at AS startedAt, place, done FROM daily_run WHERE name = ?1';
const BEGIN_SQL = `INSERT INTO daily_run (name, day, started_at, place, done) VALUES (?1, ?2, ?3, '', 0)
  ON CONFLICT (name) DO UPDATE SET day = excluded.day, started_at = excluded.started_at, place = '', done = 0 WHERE day < excluded.day`;
const STEP_SQL = 'UPDATE daily_run SET place = ?4, done = ?5 WHERE name = ?1 AND day = ?2 AND place = ?3 AND done = 0';

/** The run of a day, begun if nobody has. Of two ticks at once both get the same one, so a step must bear being done twice. */
export async function dailyRun(db: D1Database, name: string, day: number, now: number): Promise<DailyRun> {
  const read = async (): Promise<DailyRun | null> => {
    const row = await db.prepare(READ_SQL).bind(name).first<Omit<DailyRun, 'done'> & { done: number }>();
    return row && { ...row, done: row.done === 1 };
  };
  const known = await read();
  if (known && known.day >= day) return known;
  await db.prepare(BEGIN_SQL).bind(name, day, now).run();
  const begun = await read();
  if (!begun) throw new Error(`the daily run ${name} was not begun`);
  return begun;
}

/** Notes how far a run is. */
export function stepOf(db: D1Database, run: DailyRun, to: { place: string; done: boolean }): D1PreparedStatement {
  return db.prepare(STEP_SQL).bind(run.name, run.day, run.place, to.place, to.done ? 1 : 0);
}
