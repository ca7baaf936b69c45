import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelName } from '../../../ui/ChannelName.tsx';
import { useFilters } from '../../../ui/search.ts';
import { AnnouncementMenu } from '../AnnouncementMenu.tsx';
import { nameOf } from '../name.ts';
import { PinSwitch } from '../PinSwitch.tsx';
import { Standing } from '../Standing.tsx';
import type { Entry } from './month.ts';

const COLORS = { posted: 'gray', scheduled: 'indigo', turn: 'indigo' } as const;

/** What is on the chosen day, with all that can be done with it. */
export function DayPanel({ day, entries, past }: { day: string; entries: Entry[]; past: boolean }): ReactNode {
  const { t, i18n } = useTranslation('announcements');
  const [, change] = useFilters();
  const date = new Intl.DateTimeFormat(i18n.resolvedLanguage ?? 'en', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day));
  return (
    <Stack component="section" aria-label={date} mt="md" gap="xs">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h5">{date}</Title>
        {past ? null : <Button size="xs" variant="light" leftSection={<IconPlus size={16} />} onClick={() => change({ new: '1', day })}>{t('newThatDay')}</Button>}
      </Group>
      {entries.length === 0 ? <Text c="dimmed" size="sm">{t('nothingThatDay')}</Text> : null}
      {entries.map(({ key, kind, at, announcement }) => (
        <Paper key={key} withBorder p="xs">
          <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
            <Stack gap={4} miw={0}>
              <Group gap="xs">
                <Text size="sm" fw={600}>{at.slice(11)}</Text>
                <Badge variant="light" tt="none" color={COLORS[kind]}>{t(`kinds.${kind}`)}</Badge>
                {announcement.repeat === 'none' ? null : <Text size="xs" c="dimmed">{t(`repeats.${announcement.repeat}`)}</Text>}
              </Group>
              <Anchor component={Link} fw={600} size="sm" to="." search={((before: object) => ({ ...before, announcement: String(announcement.id) })) as never /* as in ui/search.ts */}>{nameOf(announcement, t('untitled'))}</Anchor>
              <Text size="sm" c="dimmed"><ChannelName id={announcement.channel_id} /></Text>
              {kind === 'posted' ? <Standing announcement={announcement} /> : null}
            </Stack>
            <Group gap="xs" wrap="nowrap"><PinSwitch announcement={announcement} labelled /><AnnouncementMenu announcement={announcement} /></Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
