import { Anchor, Button, ColorSwatch, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { colorText } from '../../discord/color.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import { AddEmbed, EditEmbed } from './EmbedDrawer.tsx';
import { EmbedMenu } from './EmbedMenu.tsx';
import { useEmbedPage, type Template } from './embeds.ts';

/** Templates of embeds, whose posted copies follow them. */
export default function Embeds(): ReactNode {
  const { t } = useTranslation(['embeds', 'shell']);
  const [{ cursor, embed, ...filters }, change] = useFilters();
  const { data, error, isPending, refetch } = useEmbedPage(cursor);
  const close = (): void => change({ new: undefined, embed: undefined });
  const add = <Button leftSection={<IconPlus size={18} />} onClick={() => change({ new: '1' })}>{t('newEmbed')}</Button>;
  return (
    <>
      <PageHeader title={t('shell:section.embeds')} text={t('about')}>{add}</PageHeader>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs">{Array.from({ length: 6 }, (_, row) => <Skeleton key={row} h={44} />)}</Stack> : null}
      {data?.data.length === 0 && cursor === undefined ? <EmptyState title={t('empty')} text={t('emptyText')}>{add}</EmptyState> : null}
      {data && data.data.length > 0 ? <EmbedTable templates={data.data} /> : null}
      {data ? <Pager next={data.next_cursor} /> : null}
      {filters['new'] === '1' ? <AddEmbed close={close} /> : null}
      {embed === undefined ? null : <EditEmbed key={embed} id={embed} close={close} />}
    </>
  );
}

function EmbedTable({ templates }: { templates: Template[] }): ReactNode {
  const { t } = useTranslation('embeds');
  const { number, time } = useFormats();
  const columns: Column<Template>[] = [
    {
      key: 'name', label: t('name'),
      cell: ({ id, name, color }) => (
        <Group gap="xs" wrap="nowrap">
          <ColorSwatch size={12} color={color === undefined || color === null ? 'var(--mantine-color-gray-5)' : colorText(color)} />
          <Anchor component={Link} inherit fw={600} to="." search={((before: object) => ({ ...before, embed: String(id) })) as never /* as in ui/search.ts */}>{name}</Anchor>
        </Group>
      ),
    },
    { key: 'says', label: t('says'), wide: true, cell: ({ title, description }) => <Text size="sm" lineClamp={1} maw={420}>{title ?? description ?? '–'}</Text> },
    { key: 'copies', label: t('copiesPosted'), align: 'right', cell: ({ copies }) => number(copies) },
    { key: 'changed', label: t('changed'), wide: true, cell: ({ updated_at: at }) => time(at) },
    { key: 'acts', label: t('acts'), align: 'right', cell: (template) => <EmbedMenu template={template} /> },
  ];
  return <DataTable label={t('templates')} columns={columns} rows={templates} id={({ id }) => id} />;
}
