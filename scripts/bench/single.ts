import { STATEMENTS } from '../../src/app/registry.ts';
import { wakeOutbox } from '../../src/discord/outbox.stub.ts';
import { guildObject } from '../../src/guild/guild.object.ts';

/** The same Worker with one D1 batch a mutation: what group commit is measured against. */
export class Guild extends guildObject(STATEMENTS, (env, guild) => wakeOutbox(env, [guild]), 1) {}
export { Outbox } from '../../src/app/outbox.ts';
export { Accounts } from '../../src/features/access/accounts.object.ts';
export { default } from '../../src/worker.ts';
