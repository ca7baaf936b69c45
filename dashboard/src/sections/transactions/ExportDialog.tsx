import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { useFilters } from '../../ui/search.ts';
import { useConfig, useServer } from '../../ui/server.ts';
import { fetchExport, handOver } from './exporting.ts';
import { FILTERS, queryOf } from './transactions.ts';

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = [...new Set(['UTC', OWN_ZONE, ...Intl.supportedValuesOf('timeZone')])];

/** The filtered transactions as a file, with moments in the chosen zone. */
export function ExportDialog({ close }: { close: () => void }): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const server = useServer();
  const [filters] = useFilters();
  const { data: config } = useConfig();
  const [format, setFormat] = useState('csv');
  const [zone, setZone] = useState(OWN_ZONE);
  const [part, setPart] = useState(1);
  const guildZone = config?.body.locale.timezone;
  const labelOf = (name: string): string => (name === OWN_ZONE ? t('ownZone', { zone: name }) : name === guildZone ? t('guildZone', { zone: name }) : name);
  const filtered = FILTERS.filter((name) => name !== 'sort' && filters[name] !== undefined).length;
  const load = useMutation({
    meta: { quiet: true },
    // Only texts are in it: the address is what a list and a file are asked by.
    mutationFn: (cursor: string | null) => fetchExport(server, { ...(queryOf(filters) as Record<string, string>), format, tz: zone, ...(cursor === null ? {} : { cursor }) }),
    onSuccess: ({ blob, next }, cursor) => {
      const number = cursor === null ? 1 : part + 1;
      setPart(number);
      handOver(blob, `transactions-${server}${number > 1 || next !== null ? `-${number}` : ''}.${format}`);
      if (next !== null) return;
      showDone(t('exported'));
      close();
    },
  });
  const next = load.data?.next ?? null;
  return (
    <Modal opened onClose={close} title={t('exportTitle')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={(event) => { event.preventDefault(); load.mutate(next); }}>
        <Stack>
          <Text size="sm">{filtered > 0 ? t('exportFiltered', { count: filtered }) : t('exportAll')}</Text>
          <SegmentedControl fullWidth aria-label={t('format')} value={format} onChange={(value) => { setFormat(value); load.reset(); }} data={[{ value: 'csv', label: 'CSV' }, { value: 'json', label: 'JSON' }]} />
          <Select
            label={t('zone')} description={t('zoneHint')} searchable allowDeselect={false} limit={60} nothingFoundMessage={t('shell:nothingFound')} value={zone}
            data={ZONES.map((value) => ({ value, label: labelOf(value) }))} onChange={(value) => { setZone(value ?? OWN_ZONE); load.reset(); }}
          />
          {load.error ? <Alert color="red" role="alert" title={t('shell:failed')}>{load.error.message}</Alert> : null}
          {next === null ? null : <Alert color="orange" role="status">{t('exportCut')}</Alert>}
          <Group justify="flex-end"><Button variant="default" onClick={close}>{t('shell:cancel')}</Button><Button type="submit" loading={load.isPending}>{t(next === null ? 'download' : 'downloadNext')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
