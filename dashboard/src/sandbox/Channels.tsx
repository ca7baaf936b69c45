import { AppShell, NavLink, ScrollArea, Select, Text } from '@mantine/core';
import { IconHash, IconMessage, IconSpeakerphone } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView, SandboxState } from '../../../scripts/sandbox/view.ts';
import { Avatar } from '../discord/Avatar.tsx';
import type { Cast, Person } from './people.ts';
import { useSession } from './session.ts';

const ANNOUNCEMENTS = 5;

interface ChannelsProps {
  state: SandboxState;
  view: PersonView | null;
  cast: Cast;
  actor: Person;
  channel: string | null;
  direct: boolean;
  openChannel: (id: string | null) => void;
}

/** Channels with something newer than what the person saw there; what was there at first counts as seen. */
function useUnread(view: PersonView | null, open: string | null): Set<string> {
  const seen = useRef<Record<string, string> | null>(null);
  const [unread, setUnread] = useState<Set<string>>(new Set());
  useEffect(() => {
    if (view === null) return;
    seen.current ??= { ...view.latest };
    const newest = open === null ? undefined : view.latest[open];
    if (open !== null && newest !== undefined) seen.current[open] = newest;
    const known = seen.current;
    setUnread(new Set(Object.entries(view.latest).flatMap(([id, latest]) => (BigInt(latest) > BigInt(known[id] ?? 0) ? [id] : []))));
  }, [view, open]);
  return unread;
}

/** What a person is, in a few words. */
function partOf({ owner, bot, roles }: Person, words: { owner: string; bot: string }): string {
  return [...(owner ? [words.owner] : []), ...(bot ? [words.bot] : []), ...roles.map(({ name }) => name)].join(', ');
}

function ActAs({ cast, actor }: Pick<ChannelsProps, 'cast' | 'actor'>): ReactNode {
  const { t } = useTranslation('sandbox');
  const { actAs } = useSession();
  const people = cast.people.filter(({ bot }) => !bot);
  const words = { owner: t('owner'), bot: t('bot') };
  return (
    <div className="sb-actor">
      <Avatar id={actor.id} name={actor.name} size={34} />
      <Select
        label={t('actAs')} value={actor.id} allowDeselect={false} searchable size="sm" comboboxProps={{ width: 260, position: 'top-start' }} maxDropdownHeight={420}
        data={people.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => id !== null && actAs(id)}
        renderOption={({ option }) => {
          const person = people.find(({ id }) => id === option.value);
          return (
            <span className="sb-person">
              <Avatar id={option.value} name={option.label} size={28} />
              <span><span style={person?.color === undefined ? {} : { color: person.color }}>{option.label}</span><span className="sb-muted sb-block">{person === undefined ? '' : partOf(person, words)}</span></span>
            </span>
          );
        }}
      />
    </div>
  );
}

/** The server's channels that this person sees, the direct messages with the bot, and who the person is. */
export function Channels({ state, view, cast, actor, channel, direct, openChannel }: ChannelsProps): ReactNode {
  const { t } = useTranslation('sandbox');
  const { appName } = useSession();
  const open = direct ? view?.direct ?? null : channel;
  const unread = useUnread(view, open);
  const listed = [...cast.channels.values()].filter(({ id }) => view === null || view.channels.includes(id));
  const mark = (id: string | null | undefined): ReactNode => (id && unread.has(id) ? <span className="sb-unread" role="img" aria-label={t('unread')} /> : null);
  return (
    <AppShell.Navbar className="sb-nav" aria-label={t('channels')}>
      <AppShell.Section p="sm"><Text fw={700}>{state.guilds[0]?.name}</Text></AppShell.Section>
      <AppShell.Section grow component={ScrollArea} px="xs">
        {listed.map(({ id, name, type }) => (
          <NavLink
            key={id} component="button" type="button" className="sb-channel" active={!direct && id === channel} aria-current={!direct && id === channel ? 'page' : undefined} label={name} rightSection={mark(id)}
            leftSection={type === ANNOUNCEMENTS ? <IconSpeakerphone size={17} aria-hidden="true" /> : <IconHash size={17} aria-hidden="true" />} onClick={() => openChannel(id)}
          />
        ))}
        <Text size="xs" fw={600} c="dimmed" mt="md" mb={4} px="xs">{t('directMessages')}</Text>
        <NavLink
          component="button" type="button" className="sb-channel" active={direct} aria-current={direct ? 'page' : undefined} label={appName} rightSection={mark(view?.direct)}
          leftSection={<IconMessage size={17} aria-hidden="true" />} onClick={() => openChannel(null)}
        />
      </AppShell.Section>
      <AppShell.Section p="xs"><ActAs cast={cast} actor={actor} /></AppShell.Section>
    </AppShell.Navbar>
  );
}
