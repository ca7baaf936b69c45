const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Whether a value is a Discord id: 15 to 20 digits in a string. */
export function isSnowflake(value: unknown): value is string {
  return typeof value === 'string' && /^\d{15,20}$/.test(value);
}

/** The moment a snowflake was made, in milliseconds since 1970. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);
}
