import { Alert, Fieldset, Skeleton, Stack } from '@mantine/core';
import { IconCrown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useMay } from '../../ui/rights.ts';
import { useConfig } from '../../ui/server.ts';
import { Levels } from './Levels.tsx';
import { Rights } from './Rights.tsx';

/** Who may do what on this server. */
export default function Staff(): ReactNode {
  const { t } = useTranslation(['staff', 'shell']);
  const { data, error, refetch } = useConfig();
  const may = useMay();
  const owner = data?.body.owner_id;
  return (
    <>
      <PageHeader title={t('shell:section.staff')} text={t('about')} />
      {error && !data ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <Stack gap="xl" maw={860}>
          <Alert icon={<IconCrown size={18} />} title={t('always')}>{t('alwaysText')}{owner ? <> {t('owner')} <MemberName id={owner} />.</> : null}</Alert>
          {may('admin') ? null : <Alert color="blue">{t('shell:adminsOnly')}</Alert>}
          <Fieldset variant="unstyled" disabled={!may('admin')}><Levels /></Fieldset>
          <Rights />
        </Stack>
      ) : error ? null : <Stack maw={860}><Skeleton h={84} />{Array.from({ length: 5 }, (_, row) => <Skeleton key={row} h={88} />)}</Stack>}
    </>
  );
}
