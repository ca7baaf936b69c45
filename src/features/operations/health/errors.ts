import { HOUR_MS } from '../../../kernel/clock.ts';

/** Errors and warnings as the log counted them. An hour is that of the clock and the one before it. */
export interface Troubles {
  errorsHour: number;
  errorsDay: number;
  warningsDay: number;
}

const SQL = `SELECT level, SUM(count) AS day, SUM(IIF(hour >= ?2, count, 0)) AS hour FROM log_count
  WHERE hour >= ?1 AND level <> 'info' GROUP BY level`;

/** At most 75 rows, however much went wrong. */
export async function readTroubles(db: D1Database, now: number): Promise<Troubles> {
  const hour = Math.floor(now / HOUR_MS);
  const { results } = await db.prepare(SQL).bind(hour - 24, hour - 1).all<{ level: string; day: number; hour: number }>();
  const of = (level: string) => results.find((row) => row.level === level);
  return { errorsHour: of('error')?.hour ?? 0, errorsDay: of('error')?.day ?? 0, warningsDay: of('warn')?.day ?? 0 };
}
