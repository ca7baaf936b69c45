import { Modal, NavLink, ScrollArea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api.ts';
import { useMay, type Level } from '../ui/rights.ts';
import type { Section } from './sections.ts';

interface Found {
  label: string;
  description: string;
  to: string;
}

/** Acts that begin on a page of their own: its address opens them. */
const ACTS: { name: string; section: string; search: string; needs: Level }[] = [
  { name: 'newItem', section: 'shop', search: '?new=1', needs: 'shopkeeper' }, { name: 'newTask', section: 'tasks', search: '?new=1', needs: 'moderator' },
  { name: 'newAnnouncement', section: 'announcements', search: '?new=1', needs: 'moderator' }, { name: 'newEmbed', section: 'embeds', search: '?new=1', needs: 'moderator' },
  { name: 'newCommand', section: 'commands', search: '?new=1', needs: 'moderator' }, { name: 'exportTransactions', section: 'transactions', search: '?export=1', needs: 'moderator' },
];

/** Goes anywhere and starts anything from the keyboard: pages, acts, members by name. */
export default function Palette({ server, sections, close }: { server: string; sections: Section[]; close: () => void }): ReactNode {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const may = useMay();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const members = useQuery({
    queryKey: [server, 'users', 'palette', typed], enabled: typed.trim().length > 1,
    queryFn: () => answer(api[':server_id'].users.$get({ param: { server_id: server }, query: { q: typed.trim(), per_page: 5 } })),
  });
  const fits = ({ label }: Found): boolean => label.toLowerCase().includes(typed.trim().toLowerCase());
  const found: Found[] = [
    ...sections.map(({ name }) => ({ label: t(`section.${name}` as 'section.overview'), description: t('page'), to: `/s/${server}/${name}` })).filter(fits),
    ...ACTS.filter(({ needs }) => may(needs)).map(({ name, section, search }) => ({ label: t(`act.${name}` as 'act.newItem'), description: t('action'), to: `/s/${server}/${section}${search}` })).filter(fits),
    ...(members.data?.data ?? []).map(({ user_id: id, name }) => ({ label: name ?? id, description: t('member'), to: `/s/${server}/members/${id}` })),
  ];
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const go = (to: string): void => {
    close();
    void navigate({ href: to });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter' && found[chosen]) go(found[chosen].to);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={close} withCloseButton={false} title={null} attributes={{ content: { 'aria-label': t('palette') } }} padding="xs" yOffset="10vh">
      <TextInput
        data-autofocus aria-label={t('palette')} placeholder={t('paletteText')} value={typed} onKeyDown={onKey} role="combobox" aria-expanded aria-controls="palette-found"
        aria-activedescendant={found[chosen] ? `palette-${chosen}` : undefined}
        onChange={({ currentTarget }) => { setTyped(currentTarget.value); setAt(0); }}
      />
      <ScrollArea.Autosize mah="50vh" mt="xs">
        <div id="palette-found" role="listbox" aria-label={t('palette')}>
          {found.map(({ label, description, to }, index) => (
            <NavLink key={to} id={`palette-${index}`} role="option" aria-selected={index === chosen} active={index === chosen} label={label} description={description} onClick={() => go(to)} tabIndex={-1} component="button" styles={{ description: { color: 'var(--mantine-color-dimmed)' } }} />
          ))}
        </div>
      </ScrollArea.Autosize>
    </Modal>
  );
}
