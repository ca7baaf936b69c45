import type { Env } from '../../kernel/env.ts';
import { AppError } from '../../kernel/errors.ts';

/** HS256 wants a key as long as its hash: 32 bytes. */
const SECRET_MIN = 32;
const IV_BYTES = 12;
/** A session's id: nobody guesses it. */
export const SESSION_ID_BYTES = 24;

const encoder = new TextEncoder();

/** The secret that tokens are signed with, or null where the settings give none that is long enough. */
export function secretOf({ JWT_SECRET_KEY: secret }: Pick<Env, 'JWT_SECRET_KEY'>): string | null {
  return secret !== undefined && secret.length >= SECRET_MIN ? secret : null;
}

/** @throws AppError `unavailable` that names the setting */
export function neededSecret(env: Pick<Env, 'JWT_SECRET_KEY'>): string {
  const secret = secretOf(env);
  if (secret === null) throw new AppError('unavailable', 'access.unset', { setting: 'JWT_SECRET_KEY' });
  return secret;
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

/** Random bytes as text for an address or a cookie. */
export const randomText = (bytes: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));

/** A key of its own for each purpose, so that what is sealed for one is nothing to another (HKDF, RFC 5869). */
async function keyFor(secret: string, purpose: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  const derive = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode(`coffer ${purpose}`) };
  return crypto.subtle.deriveKey(derive, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** A value encrypted and signed (AES-256-GCM) under a key derived from the secret; `bound` has to be given again to read it. */
export async function seal(secret: string, purpose: string, bound: string, value: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await keyFor(secret, purpose);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(bound) }, key, encoder.encode(JSON.stringify(value)));
  return `${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`;
}

/** What was sealed, or null for anything else: forged, cut, of another purpose, of another secret. */
export async function unseal(secret: string, purpose: string, bound: string, text: string): Promise<unknown> {
  const [, iv, sealed] = /^([\w-]{16})\.([\w-]+)$/.exec(text) ?? [];
  if (iv === undefined || sealed === undefined) return null;
  try {
    const key = await keyFor(secret, purpose);
    const algorithm = { name: 'AES-GCM', iv: fromBase64Url(iv), additionalData: encoder.encode(bound) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, fromBase64Url(sealed))));
  } catch (error) {
    // Web Crypto says no more than OperationError; a length that base64 cannot have is an InvalidCharacterError.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
