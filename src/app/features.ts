import type { Feature } from '../define/feature.ts';
import { access } from '../features/access/index.ts';
import { announcements } from '../features/announcements/index.ts';
import { customcommands } from '../features/customcommands/index.ts';
import { economy } from '../features/economy/index.ts';
import { embeds } from '../features/embeds/index.ts';
import { general } from '../features/general/index.ts';
import { live } from '../features/live/index.ts';
import { members } from '../features/members/index.ts';
import { operations } from '../features/operations/index.ts';
import { servers } from '../features/servers/index.ts';
import { settings } from '../features/settings/index.ts';
import { shop } from '../features/shop/index.ts';
import { tasks } from '../features/tasks/index.ts';
import { treasury } from '../features/treasury/index.ts';

/** Every feature of this Coffer. A new one is a folder and a line here. */
export const FEATURES: Feature[] = [
  access, announcements, customcommands, economy, embeds, general, live, members,
  operations, servers, settings, shop, tasks, treasury,
];
