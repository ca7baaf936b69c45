import { api, ApiFailure, authorizedFetch } from '../../api.ts';

/** Bytes at the end of a file in which the place is told where it was cut. */
const TAIL = 2_000;

interface Exported {
  blob: Blob;
  /** Where the next file goes on; null where this one holds all. */
  next: string | null;
}

/** A file of transactions, whole in memory before it is handed on: half a file would look like a whole one. @throws ApiFailure */
export async function fetchExport(server: string, query: Record<string, string>): Promise<Exported> {
  const response = await authorizedFetch(api[':server_id'].transactions.export.$path({ param: { server_id: server }, query }));
  if (!response.ok) {
    const told = (await response.json()) as { error: ConstructorParameters<typeof ApiFailure>[1] }; // every refusal has this shape
    throw new ApiFailure(response.status, told.error);
  }
  const blob = await response.blob();
  const end = await blob.slice(-TAIL).text();
  const next = query['format'] === 'json' ? /"next_cursor":"([\w-]+)"\}\s*$/.exec(end)?.[1] : /(?:^|\n)next_cursor,([\w-]+)\r?\n?$/.exec(end)?.[1];
  return { blob, next: next ?? null };
}

/** Hands a file to the browser under a name. */
export function handOver(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
