import { Anchor, Code, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { differences, type Difference } from './diff.ts';

/** Differences that are shown before the rest is asked for. */
const SHOWN = 4;

/** What changed, place by place. */
export function Diff({ before, after }: { before: unknown; after: unknown }): ReactNode {
  const { t } = useTranslation('audit');
  const [all, setAll] = useState(false);
  const found = differences(before, after);
  if (found.length === 0) return <Text span size="sm" c="dimmed">–</Text>;
  const left = found.length - SHOWN;
  return (
    <Stack gap={4} miw={220} maw={420}>
      {(all ? found : found.slice(0, SHOWN)).map((difference) => <Line key={difference.path} difference={difference} onlyAfter={before === null} />)}
      {left > 0 ? <Anchor component="button" type="button" size="sm" ta="left" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('less') : t('more', { count: left })}</Anchor> : null}
    </Stack>
  );
}

function Line({ difference: { path, before, after }, onlyAfter }: { difference: Difference; onlyAfter: boolean }): ReactNode {
  const { t } = useTranslation('audit');
  return (
    <Group gap={6} align="baseline">
      {path === '' ? null : <Text span size="sm" c="dimmed">{path}</Text>}
      {onlyAfter ? null : (
        <>
          <VisuallyHidden>{t('before')}</VisuallyHidden>
          <Code style={{ overflowWrap: 'anywhere' }}>{before ?? t('nothing')}</Code>
          <Text span size="sm" aria-hidden>→</Text>
          <VisuallyHidden>{t('after')}</VisuallyHidden>
        </>
      )}
      <Code fw={600} style={{ overflowWrap: 'anywhere' }}>{after ?? t('nothing')}</Code>
    </Group>
  );
}
