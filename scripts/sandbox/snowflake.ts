/** Milliseconds of Discord's epoch, the first second of 2015. */
const DISCORD_EPOCH = 1_420_070_400_000;

let last = 0n;

/** A new Discord id for the given time (ms since 1970); ids of one process strictly rise. */
export function snowflake(now: number = Date.now()): string {
  const candidate = BigInt(Math.max(0, now - DISCORD_EPOCH)) << 22n;
  last = candidate > last ? candidate : last + 1n;
  return last.toString();
}

/** The time (ms since 1970) at which an id was made. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/** Whether a text has the shape of an id: digits only, within 64 bits. */
export function isSnowflake(text: string): boolean {
  return /^\d{15,20}$/.test(text) && BigInt(text) < 1n << 64n;
}

/** Orders ids from oldest to newest. */
export function byAge(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}
