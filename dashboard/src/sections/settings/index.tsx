import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/PageHeader.tsx';

export default function Settings(): ReactNode {
  const { t } = useTranslation('shell');
  return <PageHeader title={t('section.settings')} />;
}
