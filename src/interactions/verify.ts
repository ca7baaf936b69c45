import { verifyKey } from 'discord-interactions';
import { SIGNATURE_WINDOW_MS } from '../kernel/limits.ts';

let imported: { hex: string; key: Promise<CryptoKey> } | undefined;

/** The application's public key, imported once an isolate: importing costs as much as half a verification. */
function importedKey(hex: string): Promise<CryptoKey> {
  if (imported?.hex !== hex) {
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    imported = { hex, key: crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify']) };
  }
  return imported.key;
}

/**
 * Whether Discord signed this body, at most five minutes ago. Timestamp and body are signed with nothing between them,
 * so a timestamp that is not digits alone could have taken bytes from the body.
 */
export async function signedByDiscord(
  headers: Headers, body: ArrayBuffer | Uint8Array, publicKey: string, now: number,
): Promise<boolean> {
  const signature = headers.get('x-signature-ed25519') ?? '';
  const timestamp = headers.get('x-signature-timestamp') ?? '';
  if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * 1_000) > SIGNATURE_WINDOW_MS) return false;
  return verifyKey(body as ArrayBuffer, signature, timestamp, await importedKey(publicKey));
}
