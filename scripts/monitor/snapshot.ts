/** An answer of GET /health, as far as it is shown. */
export interface Health {
  status: 'ok' | 'degraded';
  version: string;
  databases: Record<string, { ok: boolean; ms: number }>;
  objects: { ok: boolean; ms: number };
  discord: { status: string; last_interaction: string | null; last_success: string | null } | null;
  outbox: { waiting: number; oldest_seconds: number; dead: number } | null;
  errors: { hour: number; day: number } | null;
  warnings: string[];
}

/** An answer of GET /stats. */
export interface Stats {
  guilds: number;
  movementsToday: number;
  movementsYesterday: number;
}

/** An answer of GET /api/status, as far as it is shown beyond /health. */
export interface Status {
  servers: { placed: number; installed: number; removed: number };
  discord: { last_cron: string | null } | null;
  outbox: { next_due: string | null; closed_until: string | null } | null;
  errors: { warnings_day: number } | null;
}

/** A line of GET /api/logs. */
export interface LogLine {
  at: string;
  level: 'info' | 'warn' | 'error';
  event: string;
  reference: string | null;
  server_id: string | null;
  fields: Record<string, unknown>;
}

/** Everything that one look has found. */
export interface Snapshot {
  /** Milliseconds since 1970. */
  at: number;
  url: string;
  /** null where nothing answered. */
  health: Health | null;
  /** Milliseconds that /health took. */
  took: number;
  stats: Stats | null;
  /** null without credentials. */
  status: Status | null;
  /** The newest first. */
  lines: LogLine[];
  /** Why something could not be read. */
  problem: string | null;
}

/** Whether Coffer works; warnings do not count. */
export const isHealthy = ({ health }: Snapshot): boolean => health?.status === 'ok';
