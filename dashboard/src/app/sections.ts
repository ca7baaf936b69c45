import {
  IconAddressBook, IconBuildingStore, IconChecklist, IconCode, IconDeviceDesktop, IconEyeCheck, IconHeartbeat, IconHistory, IconId, IconLayoutDashboard,
  IconListDetails, IconSettings, IconSpeakerphone, IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { needTexts, type Namespace } from '../i18n/start.ts';
import type { Level } from '../ui/rights.ts';

interface Page {
  default: ComponentType;
}

export interface Section {
  /** The last part of the address, and the key of the name in the texts of the shell. */
  name: string;
  icon: ComponentType<{ size?: number | string }>;
  load: () => Promise<Page>;
  group: 'daily' | 'content' | 'server' | 'operator';
  /** Only for the operator's account. */
  operator?: boolean;
  /** The level that its lists take; left out: any. */
  needs?: Level;
}

/** A page that comes when it is opened, together with its texts. */
export const page = (load: () => Promise<Page>, ...texts: Namespace[]) => async (): Promise<Page> => {
  const [loaded] = await Promise.all([load(), needTexts(...texts)]);
  return loaded;
};

/** What the navigation lists, in order. A new section is a folder and an entry here. */
export const SECTIONS: Section[] = [
  { name: 'overview', icon: IconLayoutDashboard, group: 'daily', load: page(() => import('../sections/overview/index.tsx'), 'overview', 'transactions') },
  { name: 'members', icon: IconUsers, group: 'daily', load: page(() => import('../sections/members/index.tsx'), 'members') },
  { name: 'transactions', icon: IconListDetails, group: 'daily', needs: 'moderator', load: page(() => import('../sections/transactions/index.tsx'), 'transactions') },
  { name: 'review', icon: IconEyeCheck, group: 'daily', needs: 'reviewer', load: page(() => import('../sections/review/index.tsx'), 'review') },
  { name: 'shop', icon: IconBuildingStore, group: 'content', load: page(() => import('../sections/shop/index.tsx'), 'shop') },
  { name: 'tasks', icon: IconChecklist, group: 'content', load: page(() => import('../sections/tasks/index.tsx'), 'tasks') },
  { name: 'announcements', icon: IconSpeakerphone, group: 'content', needs: 'moderator', load: page(() => import('../sections/announcements/index.tsx'), 'announcements', 'discord') },
  { name: 'embeds', icon: IconId, group: 'content', needs: 'moderator', load: page(() => import('../sections/embeds/index.tsx'), 'embeds', 'discord') },
  { name: 'commands', icon: IconCode, group: 'content', needs: 'moderator', load: page(() => import('../sections/commands/index.tsx'), 'commands', 'discord') },
  { name: 'settings', icon: IconSettings, group: 'server', load: page(() => import('../sections/settings/index.tsx'), 'settings', 'health') },
  { name: 'staff', icon: IconAddressBook, group: 'server', load: page(() => import('../sections/staff/index.tsx'), 'staff', 'settings') },
  { name: 'audit', icon: IconHistory, group: 'server', needs: 'admin', load: page(() => import('../sections/audit/index.tsx'), 'audit') },
  { name: 'health', icon: IconHeartbeat, group: 'operator', operator: true, load: page(() => import('../sections/health/index.tsx'), 'health') },
  { name: 'sessions', icon: IconDeviceDesktop, group: 'operator', load: page(() => import('../sections/sessions/index.tsx'), 'sessions') },
];
