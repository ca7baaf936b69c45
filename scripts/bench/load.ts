import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { request, type Agent } from 'node:http';

const keys = generateKeyPairSync('ed25519');
const signingKey = createPrivateKey(keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));

/** The public key that the servers under load are given, in hex. */
export const PUBLIC_KEY = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

export interface SignedRequest {
  body: string;
  headers: Record<string, string>;
}

let sequence = 0n;

/** A snowflake of now; never the same twice. */
export function freshId(): string {
  sequence += 1n;
  return String(((BigInt(Date.now()) - 1_420_070_400_000n) << 22n) + sequence);
}

/** Permissions that Discord gives a member by default. */
const MEMBER = '2248473465835073';

/** A signed slash command as Discord sends it. */
export function signedCommand(
  guild: string, member: string, name: string, options: object[] = [], resolved: object = {}, permissions = MEMBER,
): SignedRequest {
  const user = { id: member, username: `m${member.slice(-5)}`, global_name: null, avatar: null, discriminator: '0' };
  const body = JSON.stringify({
    id: freshId(), application_id: '1400000000000000001', type: 2, token: `aW50ZXJhY3Rpb24-${'x'.repeat(180)}`, version: 1,
    guild_id: guild, guild: { id: guild, locale: 'en-US', features: [] }, channel_id: '1400000000000000009',
    locale: 'en-US', guild_locale: 'en-US', context: 0, entitlements: [], authorizing_integration_owners: { 0: guild }, app_permissions: '8',
    member: { user, roles: ['1400000000000000010'], permissions, nick: null, avatar: null, joined_at: '2024-01-01T00:00:00+00:00' },
    data: { id: '1400000000000000011', name, type: 1, options, resolved },
  });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return {
    body,
    headers: {
      'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'x-signature-timestamp': timestamp,
      'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), signingKey).toString('hex'),
    },
  };
}

/** `/pay user amount:1`. */
export function signedPay(guild: string, from: string, to: string): SignedRequest {
  const resolved = {
    users: { [to]: { id: to, username: 'receiver', global_name: null, bot: false } },
    members: { [to]: { roles: [], nick: null, permissions: '0' } },
  };
  return signedCommand(guild, from, 'pay', [{ name: 'user', type: 6, value: to }, { name: 'amount', type: 4, value: 1 }], resolved);
}

export interface LoadResult {
  /** Bodies of the answers with status 200, in the order they came. */
  answers: string[];
  failed: number;
  seconds: number;
}

/** Sends the requests over `connections` lanes of the agent's kept-alive connections and reads every answer. */
export async function load(url: URL, requests: SignedRequest[], connections: number, agent: Agent): Promise<LoadResult> {
  const answers: string[] = [];
  let next = 0;
  let failed = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    for (let signed = requests[next++]; signed; signed = requests[next++]) {
      let { status, body } = await send(url, signed, agent);
      // A kept connection that the server has just closed: the same interaction again has its effect once.
      for (let again = 0; status === 0 && again < 3; again += 1) ({ status, body } = await send(url, signed, agent));
      if (status === 200) answers.push(body);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return { answers, failed, seconds: (performance.now() - started) / 1_000 };
}

/** One request; status 0 where the connection broke. */
export function send(url: URL, { body, headers }: SignedRequest, agent?: Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const call = request({ host: url.hostname, port: url.port, path: '/interactions', method: 'POST', headers, ...(agent ? { agent } : {}) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', () => resolve({ status: 0, body: '' }));
    });
    call.on('error', () => resolve({ status: 0, body: '' }));
    call.end(body);
  });
}
