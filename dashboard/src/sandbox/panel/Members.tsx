import { Badge, Menu, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../discord/Avatar.tsx';
import type { Person } from '../people.ts';
import { useSession } from '../session.ts';

const ON_USER = 2;

function Member({ person }: { person: Person }): ReactNode {
  const { t } = useTranslation('sandbox');
  const { actor, actAs, commands, send } = useSession();
  const [opened, setOpened] = useState(false);
  const menus = commands.filter(({ type }) => type === ON_USER);
  return (
    <Menu opened={opened} onChange={setOpened} position="left-start" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className="sb-member"
          onContextMenu={(event) => {
            event.preventDefault();
            setOpened(true);
          }}
        >
          <Avatar id={person.id} name={person.name} size={32} />
          <span className="sb-member-text">
            <span style={person.color === undefined ? {} : { color: person.color }}>{person.name}</span>
            {person.id === actor.id ? <span className="sb-muted"> · {t('you')}</span> : null}
            <span className="sb-muted sb-block">{[...(person.owner ? [t('owner')] : []), ...(person.bot ? [t('bot')] : []), ...person.roles.map(({ name }) => name)].join(', ') || t('noRoles')}</span>
          </span>
          {person.locale.startsWith('en') || person.bot ? null : <Badge size="xs" variant="default">{person.locale}</Badge>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {person.bot || person.id === actor.id ? null : <Menu.Item onClick={() => actAs(person.id)}>{t('actAsName', { name: person.name })}</Menu.Item>}
        {menus.length === 0 ? null : <Menu.Label>{t('apps')}</Menu.Label>}
        {menus.map(({ name }) => <Menu.Item key={name} onClick={() => void send({ command: { name, type: ON_USER, target: person.id } })}>{name}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigator.clipboard.writeText(person.id)}>{t('copyId')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Everybody in the server with their roles; each with the app's commands on a member. */
export function Members(): ReactNode {
  const { cast } = useSession();
  return <ul className="sb-list">{cast.people.map((person) => <li key={person.id}><Member person={person} /></li>)}</ul>;
}
