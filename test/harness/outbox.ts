import type * as z from 'zod';
import { d1Database } from '../../src/db/database.ts';
import type { settingsSchema } from '../../src/kernel/settings.ts';
import { freshId } from './discord.ts';
import { env } from './env.ts';
import { OutboxStage } from './outbox-stage.ts';

/** A fresh guild over D1, whose outbox talks to the scripted Discord. */
export class Stage extends OutboxStage {
  constructor(settings: z.input<typeof settingsSchema> = {}) {
    super({ database: d1Database(env.DB), access: env, guild: freshId(), channel: freshId() }, settings);
  }
}
