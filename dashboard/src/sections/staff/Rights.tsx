import { ScrollArea, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AREAS, LEVELS } from './levels.ts';

/** What each level may do, by area. */
export function Rights(): ReactNode {
  const { t } = useTranslation(['staff', 'shell']);
  return (
    <div>
      <Title order={2} size="h3" mb="xs">{t('rights')}</Title>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('rights') }}>
        <Table aria-label={t('rights')} miw={620} withTableBorder>
          <Table.Thead>
            <Table.Tr><Table.Th scope="col">{t('area')}</Table.Th>{LEVELS.map((level) => <Table.Th key={level} scope="col" ta="center">{t(`level.${level}`)}</Table.Th>)}</Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {AREAS.map(({ name, levels }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>{t(`areas.${name}`)}</Table.Th>
                {LEVELS.map((level) => (
                  <Table.Td key={level} ta="center">
                    {levels.includes(level) ? <><IconCheck size={18} color="var(--mantine-color-teal-text)" aria-hidden /><VisuallyHidden>{t('shell:yes')}</VisuallyHidden></> : <><Text span c="dimmed" aria-hidden>–</Text><VisuallyHidden>{t('shell:no')}</VisuallyHidden></>}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Text size="sm" c="dimmed" mt="xs">{t('rightsText')}</Text>
    </div>
  );
}
