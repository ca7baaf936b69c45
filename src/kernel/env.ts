/** Bindings and settings of the Worker. Further databases are bound as DB_1, DB_2 … (see db/placement.ts). */
export interface Env {
  DB: D1Database;
  GUILD: DurableObjectNamespace;
  OUTBOX: DurableObjectNamespace;
  ACCOUNTS: DurableObjectNamespace;
  FILES: R2Bucket;
  DISCORD_PUBLIC_KEY: string;
  DISCORD_APPLICATION_ID: string;
  DISCORD_TOKEN: string;
  DISCORD_API_BASE?: string;
  /** The operator's account, and the secret that tokens are signed with. Without them nobody can sign in by password. */
  ADMIN_USERNAME?: string;
  ADMIN_PASSWORD?: string;
  JWT_SECRET_KEY?: string;
  /** The application's OAuth2 secret. Without it nobody can sign in with Discord. */
  DISCORD_CLIENT_SECRET?: string;
  /** Where the API is reached from outside, such as `https://coffer.example`; the address of each request when left out. */
  PUBLIC_URL?: string;
  /** Comma-separated bindings that new guilds are spread over; `DB` when left out. */
  NEW_GUILD_DATABASES?: string;
  /** Version that /health and /ping show. */
  COFFER_VERSION?: string;
}
