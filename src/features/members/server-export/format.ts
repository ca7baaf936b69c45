import * as z from 'zod';

/** Raised when an older Coffer could not read the file any more. */
export const EXPORT_VERSION = 1;

export const headerLine = z.object({
  coffer: z.literal('server export'),
  version: z.int(),
  guild: z.string().regex(/^\d{15,20}$/),
  exported_at: z.string(),
  /** The newest entry that the file holds. */
  head: z.object({ seq: z.int().min(0), hash: z.string() }),
});

export const rowLine = z.object({ table: z.string(), row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) });
export type ExportRow = z.infer<typeof rowLine>['row'];

/** The last line: without it the file is cut off. `sha256` is over every byte before it. */
export const endLine = z.object({
  end: z.object({
    lines: z.int(),
    sha256: z.string(),
    /** Entries that were made while the file was written and are not in it: records may be ahead of the ledger. */
    moved: z.int().min(0),
  }),
});
export type End = z.infer<typeof endLine>['end'];
