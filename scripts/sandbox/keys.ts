import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snowflake } from './snowflake.ts';

/** Who the stand-in's application is: what a developer reads off Discord's developer portal, and the key Discord keeps to itself. */
export interface Identity {
  applicationId: string;
  /** Raw Ed25519 public key, 64 hexadecimal digits, as DISCORD_PUBLIC_KEY. */
  publicKey: string;
  botToken: string;
  /** The OAuth2 secret. */
  clientSecret: string;
  /** PKCS#8 in PEM. */
  privateKey: string;
}

const IDENTITY_FILE = 'identity.json';

/** A new key pair, application id and bot token. */
export function createIdentity(now: number = Date.now()): Identity {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const applicationId = snowflake(now);
  return {
    applicationId,
    publicKey: spki.subarray(spki.length - 32).toString('hex'),
    botToken: [
      Buffer.from(applicationId).toString('base64url'),
      randomBytes(4).toString('base64url'),
      randomBytes(27).toString('base64url'),
    ].join('.'),
    clientSecret: randomBytes(24).toString('base64url'),
    privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

/** The identity kept in a folder; created or completed there, readable by its owner alone. */
export function loadIdentity(folder: string): Identity {
  const file = join(folder, IDENTITY_FILE);
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Identity>) : {};
  const identity = { ...createIdentity(), ...kept };
  if (kept.clientSecret !== undefined) return identity;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(identity, null, 2)}\n`, { mode: 0o600 });
  return identity;
}

/** Discord's signature headers: Ed25519 over timestamp and body with nothing between them. */
export function signatureHeaders(identity: Identity, timestamp: string, body: string): Record<string, string> {
  const signature = sign(null, Buffer.from(timestamp + body), createPrivateKey(identity.privateKey));
  return { 'X-Signature-Ed25519': signature.toString('hex'), 'X-Signature-Timestamp': timestamp };
}
