import type { Feature } from '../define/feature.ts';
import { economy } from '../features/economy/index.ts';
import { general } from '../features/general/index.ts';
import { settings } from '../features/settings/index.ts';
import { shop } from '../features/shop/index.ts';
import { tasks } from '../features/tasks/index.ts';
import { treasury } from '../features/treasury/index.ts';

/** Every feature of this Coffer. A new one is a folder and a line here. */
export const FEATURES: Feature[] = [economy, general, settings, shop, tasks, treasury];
