import type { Principal } from '../../define/route.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import type { Env } from '../../kernel/env.ts';
import type { Refresh } from './token.ts';

type Store = Pick<Env, 'DB'>;

/** A session ends when it was not refreshed for so long, and at the latest so long after the sign-in. */
const IDLE_MS = 14 * DAY_MS;
const SESSION_MAX_MS = 90 * DAY_MS;

/**
 * Milliseconds in which the refresh token before the newest one still gets the newest: two tabs that refresh at the
 * same moment, or an answer that was lost on its way.
 */
const GRACE_MS = 30_000;

export type Ended = 'signed_out' | 'revoked' | 'reused' | 'discord';
export type Person = Omit<Principal, 'session'>;

/** A session as its tokens need it. */
export interface Session {
  principal: Principal;
  generation: number;
  expiresAt: number;
}

/** Where a request comes from, as the list of sessions shows it. */
export function originOf(request: Request): { address: string; agent: string } {
  return {
    address: (request.headers.get('cf-connecting-ip') ?? 'local').slice(0, 64),
    agent: (request.headers.get('user-agent') ?? '').slice(0, 200),
  };
}

/** Opens a session under an id that nobody has seen before: whatever the request brought along is ignored. */
export async function openSession(env: Store, id: string, person: Person, request: Request, now: number, grant: string | null = null): Promise<Session> {
  const { address, agent } = originOf(request);
  const expiresAt = now + IDLE_MS;
  await env.DB.prepare(`INSERT INTO session (session_id, kind, user_id, name, avatar, generation, rotated_at, created_at, expires_at, address, agent, grant_sealed)
    VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6, ?7, ?8, ?9, ?10)`)
    .bind(id, person.kind, person.id, person.name, person.avatar, now, expiresAt, address, agent, grant).run();
  return { principal: { ...person, session: id }, generation: 1, expiresAt };
}

/** Whether a session is still open and belongs to this person: one row by its key. */
export async function isOpen(env: Store, { session, id, kind }: Principal, now: number): Promise<boolean> {
  const row = await env.DB.prepare('SELECT 1 FROM session WHERE session_id = ?1 AND user_id = ?2 AND kind = ?3 AND ended_at IS NULL AND expires_at > ?4')
    .bind(session, id, kind, now).first();
  return row !== null;
}

interface Row {
  session_id: string;
  kind: Principal['kind'];
  user_id: string;
  name: string;
  avatar: string | null;
  generation: number;
  rotated_at: number;
  expires_at: number;
}

const sessionOf = (row: Row): Session => ({
  principal: { kind: row.kind, id: row.user_id, name: row.name, avatar: row.avatar, session: row.session_id }, generation: row.generation,
  expiresAt: row.expires_at,
});

/**
 * The session after its next rotation. Of several that bring the same token one rotates; the others, within GRACE_MS,
 * get the very token that the winner got, so that there is never a second line of tokens. Any older token is one that was
 * copied: the session ends for everybody who holds a token of it.
 */
export async function rotate(env: Store, { session, generation }: Refresh, now: number): Promise<Session | 'reused' | null> {
  const won = await env.DB.prepare(`UPDATE session SET generation = generation + 1, rotated_at = ?3, expires_at = MIN(?3 + ?4, created_at + ?5)
    WHERE session_id = ?1 AND generation = ?2 AND ended_at IS NULL AND expires_at > ?3 RETURNING *`)
    .bind(session, generation, now, IDLE_MS, SESSION_MAX_MS).first<Row>();
  if (won) return sessionOf(won);
  const row = await env.DB.prepare('SELECT * FROM session WHERE session_id = ?1 AND ended_at IS NULL AND expires_at > ?2').bind(session, now).first<Row>();
  if (!row) return null;
  if (row.generation === generation + 1 && now - row.rotated_at <= GRACE_MS) return sessionOf(row);
  await endSession(env, session, 'reused', now);
  return 'reused';
}

/** Ends a session; false where it had ended before or is not the person's (`of`; null: anybody's). */
export async function endSession(env: Store, session: string, by: Ended, now: number, of: Person | null = null): Promise<boolean> {
  const { meta } = await env.DB.prepare(`UPDATE session SET ended_at = ?2, ended_by = ?3, grant_sealed = NULL
    WHERE session_id = ?1 AND ended_at IS NULL AND (?4 IS NULL OR (user_id = ?4 AND kind = ?5))`)
    .bind(session, now, by, of?.id ?? null, of?.kind ?? null).run();
  return meta.changes > 0;
}
