import { sha256 } from './hash.ts';

/**
 * The triggers that every database must carry where value, rules and what staff did are kept, the features' too, each
 * with a hash of its SQL: verification looks for them, because a trigger can be dropped or replaced by one that guards
 * nothing. A test holds the list against the migrations; its difference is what to change here after a new one.
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
  guild_settings_insert: 'd085f781870b2f97',
  guild_settings_update: '692047add7e1eed7',
  guild_settings_delete: 'aa6ff01120066a20',
  audit_insert: 'e7a671e39bc3e467',
  audit_update: 'c3d6b22b158308b9',
  audit_delete: '867337e08574e67f',
  cooldown_insert: '67e78d038d839922',
  earned_day_insert: '201ceb2030741d29',
  period_rollup_insert: '140320755f2300c8',
  shop_fence_insert: '54df0a6f01b4c159',
  shop_stock_fence_insert: '82131a265a365fdc',
  shop_item_insert: '4af7253b40436e5c',
  shop_item_update: '7fcb8480ba39592b',
  shop_item_delete: '8ed6e60930912fad',
  item_count_insert: '7a1a38aaec45569f',
  timed_role_insert: 'c0c630b31d6b3393',
  fulfilment_insert: '39aedf7baff37c46',
  lot_from_entry: '449b06f2f0a95c6f',
  lot_insert: '3722d0976b9308ee',
  lot_update: 'abd85219d4f3decb',
  lot_delete: '9a5b9d0fafe32c88',
  task_fence_insert: 'dec469f6c8cfe52f',
  task_insert: 'fe324acb3412dde6',
  task_update: '6ea6da97a8cd3901',
  task_delete: 'edb573e4f1af632c',
  claim_insert: '21d42c317137d3eb',
  claim_update: '02db3ebe5dcd684d',
  claim_taken: '3b0b091123126837',
  claim_freed: 'c4e66e33c61de1f0',
  claim_retaken: 'fe99edc52bca0fdb',
  claim_accepted: 'a9729b6bc3e67c9b',
  submission_insert: '821769f14959381c',
  submission_update: '079374667f323048',
  submission_delete: 'a6fe6e3bc8db217b',
  bounty_insert: '3a9b385e7882c50b',
  bounty_delete: 'c94b770142d78589',
  announcement_task_changed: 'a39f23a585c55db1',
  custom_command_insert: '17e8e5c9ca2d9669',
  custom_command_update: '9f18b0b97f2abb29',
  custom_command_delete: '8cea9311641098a9',
  custom_command_creation_insert: '7e90d2c409083c98',
  custom_command_creation_sweep: 'c20a5fec5c646b49',
  custom_command_fence_insert: '2da558eb76c3dfc9',
  fulfilment_update: '6f2cba3b6e649707',
  bounty_update: 'b0cca19aa5282ef3',
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
