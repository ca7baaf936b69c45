import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState.tsx';

export function NotFound(): ReactNode {
  const { t } = useTranslation('shell');
  return <EmptyState title={t('notFound')} text={t('notFoundText')}><Button component={Link} to="/">{t('home')}</Button></EmptyState>;
}
