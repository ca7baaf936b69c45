import { boolean, string } from '../../../define/options.ts';
import { PREFIX_MAX } from '../../../kernel/settings.ts';
import { sectionCommand } from '../rule.ts';

export const server = sectionCommand({
  section: 'server',
  options: { global_shop: boolean(), global_tasks: boolean(), prefix: string({ min: 1, max: PREFIX_MAX }) },
  change(draft, { global_shop: shop, global_tasks: tasks, prefix }) {
    if (shop !== undefined) draft.global.shop = shop;
    if (tasks !== undefined) draft.global.tasks = tasks;
    if (prefix !== undefined) draft.prefix = prefix;
  },
});
