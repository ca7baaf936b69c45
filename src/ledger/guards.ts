import { sha256 } from './hash.ts';

/**
 * The triggers that every database must carry, each with a hash of its SQL: verification looks for them, because a
 * trigger can be dropped or replaced by one that guards nothing. A test holds the list against the migrations.
 */
export const GUARDS: Record<string, string> = {
  placement_insert: '82bedd4660d3b414',
  placement_update: '31269e49e8fdea94',
  placement_delete: '560409d12d36aa85',
  op_insert: '3852dab12bbc13cd',
  op_update: 'd62757caa4835d51',
  op_delete: '92d07dbf14b33a30',
  entry_insert: '07bde7c5700743b9',
  entry_apply: 'ac531539a0aa72e4',
  entry_hold_open: '9339a1c4babc241d',
  entry_hold_release: '8a2b8c8e834d7696',
  entry_update: 'e9d02eba923e05e8',
  entry_delete: '5719c7580bb56781',
  account_insert: '4e636e59ecf8a68c',
  account_update: 'cf1657a19654afd5',
  account_delete: 'd6437edd2a2d98fe',
  hold_insert: 'd0b6854a931fa18d',
  hold_update: '4ec4380b305b7328',
  hold_delete: 'c2e72ba965a78212',
  checkpoint_insert: 'a6995acfe7d89977',
  checkpoint_update: '086d4109bbb9c9d7',
  checkpoint_delete: '0b862a8f0b131525',
};

/** A trigger's SQL as a short hash, white space and the trailing semicolon aside. */
export function guardHash(sql: string): string {
  return sha256(sql.replace(/\s+/g, ' ').replace(/[\s;]+$/, '')).slice(0, 16);
}

/** Names of guards that are not in the database, or not as the migrations made them. */
export function missingGuards(triggers: { name: string; sql: string }[]): string[] {
  const present = new Map(triggers.map(({ name, sql }) => [name, guardHash(sql)]));
  return Object.entries(GUARDS).filter(([name, hash]) => present.get(name) !== hash).map(([name]) => name);
}
