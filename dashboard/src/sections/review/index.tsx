import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/PageHeader.tsx';

export default function Review(): ReactNode {
  const { t } = useTranslation('shell');
  return <PageHeader title={t('section.review')} />;
}
