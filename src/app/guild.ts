import { wakeOutbox } from '../discord/outbox.stub.ts';
import { guildObject } from '../guild/guild.object.ts';
import { STATEMENTS } from './registry.ts';

/** The Durable Object class that wrangler.toml binds: one instance a guild. */
export class Guild extends guildObject(STATEMENTS, (env, guild) => wakeOutbox(env, [guild])) {}
