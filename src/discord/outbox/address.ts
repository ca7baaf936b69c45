const PRIVATE_V4 = [
  [0, 8], [0x0a000000, 8], [0x64400000, 10], [0x7f000000, 8], [0xa9fe0000, 16], [0xac100000, 12], [0xc0000000, 24], [0xc0a80000, 16],
  [0xc6120000, 15], [0xe0000000, 3],
] as const;

function isPrivateV4(host: string): boolean {
  const parts = host.split('.').map(Number);
  const address = parts.reduce((sum, part) => sum * 256 + part, 0);
  return PRIVATE_V4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(network / size);
  });
}

/** Names that only a network of one's own answers. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|onion)$/;

/**
 * Whether a webhook may go to this address: https, a public host by name or IPv4, no user in it. What a name resolves
 * to is Cloudflare's to guard: a Worker reaches no private network.
 */
export function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  // The parser has turned every spelling of an IPv4 address into four numbers, and it lowers names.
  const { protocol, hostname, username, password } = new URL(text);
  const host = hostname.replace(/\.$/, '');
  if (protocol !== 'https:' || username || password) return false;
  // Literal IPv6 is refused whole: nobody's webhook has one, and mapped and tunnelled forms of private ones are many.
  if (host.startsWith('[')) return false;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return !isPrivateV4(host);
  return host.includes('.') && !PRIVATE_NAME.test(host);
}
