/** Largest amount and balance, in the smallest unit of an asset: what a JavaScript number holds exactly. */
export const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

/** Operations in one D1 batch: past a hundred the batch grows slower than the wait of those in it. */
export const GROUP_MAX = 100;

/**
 * A guild whose changes come faster than one in LONE_GAP_MS gathers before each batch until about GATHER_OPS have come, at
 * the most GATHER_MAX_MS. A batch costs as much as fifty operations in it, and all guilds of a database share its time.
 */
export const LONE_GAP_MS = 50;
export const GATHER_OPS = 6;
export const GATHER_MAX_MS = 40;

/** Movements of one operation. */
export const MOVEMENTS_MAX = 50;

/** Milliseconds after which an unanswered database call counts as "unknown". */
export const DATABASE_TIMEOUT_MS = 8_000;

/** Attempts to settle an operation before the member is told that it is in doubt. */
export const COMMIT_ATTEMPTS_MAX = 8;

/** Balances that the object keeps in memory before it starts anew. */
export const CACHED_BALANCES_MAX = 20_000;

/** Settled outcomes that the object keeps to answer a second delivery without the database. */
export const RECENT_OUTCOMES_MAX = 512;

/** Spent plan tokens (see Operation.basis) that the object remembers. */
export const SPENT_BASIS_MAX = 4_096;

/** Times that a plan is made anew after a conflict with another commit. */
export const REPLAN_MAX = 6;

/** Entries that one batch can have: a movement may open both of its accounts first. */
export const BATCH_ENTRIES_MAX = 3 * GROUP_MAX * MOVEMENTS_MAX;

/** Characters of a note or reason. */
export const NOTE_MAX = 200;

/** Milliseconds that keys of operations are kept at the least: 90 days. */
export const KEY_RETENTION_MS = 90 * 86_400_000;

/** Rows that a verification, an archive or a roll-up reads in one call. */
export const SLICE_ROWS = 1_000;

/** Bytes of a request body at the interactions endpoint. Discord's own are below 100 KB. */
export const BODY_MAX_BYTES = 1_000_000;

/** Levels of nesting that a request body may have. */
export const JSON_DEPTH_MAX = 32;

/** Milliseconds of an interaction's run before it is deferred. Discord waits 3 s. */
export const DEFER_AFTER_MS = 2_000;

/** Milliseconds that a signed timestamp may be off. */
export const SIGNATURE_WINDOW_MS = 5 * 60_000;
