import { STATEMENTS } from '../../src/app/registry.ts';
import { guildObject } from '../../src/guild/guild.object.ts';

/** The same Worker with one D1 batch a mutation: what group commit is measured against. */
export class Guild extends guildObject(STATEMENTS, 1) {}
export { default } from '../../src/worker.ts';
