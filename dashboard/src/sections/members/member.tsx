import type { ReactNode } from 'react';
import { PageHeader } from '../../ui/PageHeader.tsx';

export default function Member(): ReactNode {
  return <PageHeader title="" />;
}
