import { Alert, Box, Fieldset, Group, NavLink, Select, Skeleton, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFilters } from '../../ui/search.ts';
import { useConfig, useServer } from '../../ui/server.ts';
import { Sync } from '../health/sync/Sync.tsx';
import { Channels } from './Channels.tsx';
import { Currency } from './Currency.tsx';
import { Earning } from './Earning.tsx';
import { Exclude } from './Exclude.tsx';
import { Features } from './Features.tsx';
import { Limits } from './Limits.tsx';
import { Locale } from './Locale.tsx';
import { ShopRules } from './ShopRules.tsx';
import { TaskRules } from './TaskRules.tsx';

const PARTS = {
  currency: Currency, earning: Earning, limits: Limits, features: Features, channels: Channels, shop: ShopRules, tasks: TaskRules, exclude: Exclude,
  locale: Locale, sync: Sync,
} satisfies Record<string, ComponentType>;
type Part = keyof typeof PARTS;
const NAMES: readonly Part[] = ['currency', 'earning', 'limits', 'features', 'channels', 'shop', 'tasks', 'exclude', 'locale', 'sync'];

/** The settings of the server, a part at a time. */
export default function Settings(): ReactNode {
  const { t } = useTranslation(['settings', 'shell']);
  const [filters, change] = useFilters();
  const { data, error, refetch } = useConfig();
  const server = useServer();
  const part = NAMES.find((name) => name === filters['part']) ?? 'currency';
  const may = useMay();
  // Cards and their state are for admins alone.
  const names = may('admin') ? NAMES : NAMES.filter((name) => name !== 'sync');
  const Shown = PARTS[part];
  return (
    <>
      <PageHeader title={t('shell:section.settings')} text={t('about')} />
      <Select
        hiddenFrom="md" mb="md" label={t('part')} allowDeselect={false} value={part} data={names.map((name) => ({ value: name, label: t(`parts.${name}`) }))}
        onChange={(next) => change({ part: next ?? undefined })}
      />
      <Group align="flex-start" wrap="nowrap" gap="xl">
        <Box component="nav" aria-label={t('part')} visibleFrom="md" w={200} flex="0 0 auto">
          {names.map((name) => (
            <NavLink
              key={name} component={Link} to={`/s/${server}/settings`} search={{ part: name } as never /* as in ui/search.ts */} label={t(`parts.${name}`)}
              active={name === part} aria-current={name === part ? 'page' : undefined}
            />
          ))}
        </Box>
        <Box flex={1} miw={0}>
          {error && !data ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
          {data && !may('admin') ? <Alert color="blue" mb="md">{t('shell:adminsOnly')}</Alert> : null}
          {data ? <Fieldset variant="unstyled" disabled={!may('admin')}><Shown key={part} /></Fieldset> : error ? null : <Stack maw={640}><Skeleton h={52} w="50%" />{Array.from({ length: 4 }, (_, row) => <Skeleton key={row} h={64} />)}</Stack>}
        </Box>
      </Group>
    </>
  );
}
