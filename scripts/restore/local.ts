import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FILES } from '../start/folders.ts';
import { RestoreRefused } from './refused.ts';

/** Under which Miniflare keeps the objects behind its D1 databases. */
const D1_OBJECTS = 'miniflare-D1DatabaseObject';
const HALF = 16;

/** The name of the file in which Miniflare keeps a D1 database: the id of the object behind it, made from the database's id. */
function fileNameOf(databaseId: string): string {
  const key = createHash('sha256').update(D1_OBJECTS).digest();
  const mac = (value: Buffer | string): Buffer => createHmac('sha256', key).update(value).digest().subarray(0, HALF);
  const name = mac(databaseId);
  return `${Buffer.concat([name, mac(name)]).toString('hex')}.sqlite`;
}

/** Where a local database lies under a state folder, as wrangler's --persist-to names it. */
export function databaseFile(state: string, databaseId: string): string {
  return join(state, 'v3', 'd1', D1_OBJECTS, fileNameOf(databaseId));
}

/** The ids of the databases in wrangler.toml, by binding. */
function databaseIds(): Map<string, string> {
  const tables = readFileSync(FILES.wrangler, 'utf8').split(/^\s*\[/m).filter((table) => table.startsWith('[d1_databases]]'));
  return new Map(tables.map((table) => {
    const value = (name: string): string => new RegExp(`^\\s*${name}\\s*=\\s*"([^"]+)"`, 'm').exec(table)?.[1] ?? '';
    return [value('binding'), value('database_id')];
  }));
}

function open(binding: string): DatabaseSync {
  const id = databaseIds().get(binding);
  if (id === undefined) throw new RestoreRefused(`wrangler.toml binds no database as ${binding}.`);
  const path = databaseFile(FILES.state, id);
  if (!existsSync(path)) throw new RestoreRefused('There is no local database yet: run npm start once, and stop it.');
  const database = new DatabaseSync(path);
  assertMigrated(database);
  return database;
}

function assertMigrated(database: DatabaseSync): void {
  const applied = new Set(database.prepare('SELECT name FROM d1_migrations').all().map((row) => String(row['name'])));
  const missing = readdirSync(FILES.migrations).filter((name) => name.endsWith('.sql') && !applied.has(name));
  if (missing.length > 0) throw new RestoreRefused(`The local database lacks ${missing.length} migrations: run npm start once, and stop it.`);
}

interface LocalTarget {
  database: DatabaseSync;
  /** Says in DB where the server's rows are; a no-op where that is known. */
  place(guild: string): void;
  close(): void;
}

/** The local database that a server belongs in: where it is placed, or DB for a new one. */
export function openLocal(guild: string, now: number): LocalTarget {
  const main = open('DB');
  const placed = main.prepare('SELECT binding FROM placement WHERE guild = ?1').get(guild);
  const binding = placed ? String(placed['binding']) : 'DB';
  const database = binding === 'DB' ? main : open(binding);
  return {
    database,
    place: (server) => {
      // The new row joins the transaction of the restore: DB is then the database that it writes.
      if (!placed) main.prepare('INSERT INTO placement (guild, binding, at) VALUES (?1, ?2, ?3)').run(server, binding, now);
    },
    close: () => {
      if (database !== main) database.close();
      main.close();
    },
  };
}
