import {
  IconAddressBook, IconBuildingStore, IconChecklist, IconCode, IconDeviceDesktop, IconEyeCheck, IconHistory, IconHome, IconId, IconLayoutDashboard,
  IconListDetails, IconSettings, IconSpeakerphone, IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

export interface Section {
  /** The last part of the address, and the key of the name in the texts of the shell. */
  name: string;
  icon: ComponentType<{ size?: number | string }>;
  load: () => Promise<{ default: ComponentType }>;
  group: 'daily' | 'content' | 'server' | 'operator';
  /** Only for the operator's account. */
  operator?: boolean;
}

/** What the navigation lists, in order. A new section is a folder and an entry here. */
export const SECTIONS: Section[] = [
  { name: 'overview', icon: IconLayoutDashboard, group: 'daily', load: () => import('../sections/overview/index.tsx') },
  { name: 'members', icon: IconUsers, group: 'daily', load: () => import('../sections/members/index.tsx') },
  { name: 'transactions', icon: IconListDetails, group: 'daily', load: () => import('../sections/transactions/index.tsx') },
  { name: 'review', icon: IconEyeCheck, group: 'daily', load: () => import('../sections/review/index.tsx') },
  { name: 'shop', icon: IconBuildingStore, group: 'content', load: () => import('../sections/shop/index.tsx') },
  { name: 'tasks', icon: IconChecklist, group: 'content', load: () => import('../sections/tasks/index.tsx') },
  { name: 'announcements', icon: IconSpeakerphone, group: 'content', load: () => import('../sections/announcements/index.tsx') },
  { name: 'embeds', icon: IconId, group: 'content', load: () => import('../sections/embeds/index.tsx') },
  { name: 'commands', icon: IconCode, group: 'content', load: () => import('../sections/commands/index.tsx') },
  { name: 'settings', icon: IconSettings, group: 'server', load: () => import('../sections/settings/index.tsx') },
  { name: 'staff', icon: IconAddressBook, group: 'server', load: () => import('../sections/staff/index.tsx') },
  { name: 'audit', icon: IconHistory, group: 'server', load: () => import('../sections/audit/index.tsx') },
  { name: 'health', icon: IconHome, group: 'operator', operator: true, load: () => import('../sections/health/index.tsx') },
  { name: 'sessions', icon: IconDeviceDesktop, group: 'operator', load: () => import('../sections/sessions/index.tsx') },
];
