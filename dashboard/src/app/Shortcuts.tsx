import { Kbd, Modal, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const KEYS = [['Ctrl K', 'palette'], ['Ctrl S', 'save'], ['?', 'help'], ['J / K', 'next'], ['A', 'accept'], ['R', 'reject'], ['Esc', 'close']] as const;

/** What the keyboard can do. */
export default function Shortcuts({ close }: { close: () => void }): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <Modal opened onClose={close} title={t('shortcuts')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Table>
        <Table.Tbody>{KEYS.map(([key, name]) => <Table.Tr key={key}><Table.Td><Kbd>{key}</Kbd></Table.Td><Table.Td>{t(`keys.${name}`)}</Table.Td></Table.Tr>)}</Table.Tbody>
      </Table>
    </Modal>
  );
}
