import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../use-session.ts';

/** Interactions that failed, with the reasons that Discord itself would keep to the developer. */
export function Notices({ notices, onDismiss }: { notices: Notice[]; onDismiss: (id: number) => void }): ReactNode {
  const { t } = useTranslation('sandbox');
  return notices.map(({ id, lines }) => (
    <Alert
      key={id} className="sb-notice" color="red" variant="outline" role="alert" icon={<IconAlertTriangle size={18} />} title={t('interactionFailed')}
      withCloseButton closeButtonLabel={t('closeNotice')} onClose={() => onDismiss(id)}
    >
      {lines.map((line) => <div key={line}>{line}</div>)}
    </Alert>
  ));
}
