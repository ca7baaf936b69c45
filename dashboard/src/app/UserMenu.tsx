import { ActionIcon } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from './session.ts';

const load = () => import('./AccountMenu.tsx');
const AccountMenu = lazy(load);

/** Who is signed in; the menu itself comes when it is reached for. */
export function UserMenu(): ReactNode {
  const { t } = useTranslation('shell');
  const { data: me } = useMe();
  const [used, setUsed] = useState(false);
  if (!me) return null;
  const { name } = me.user;
  const button = (
    <ActionIcon variant="subtle" color="gray" size="lg" title={name} aria-label={t('account', { name })} aria-haspopup="menu" onClick={() => setUsed(true)} onPointerEnter={() => void load()} onFocus={() => void load()}>
      <IconUserCircle size={22} />
    </ActionIcon>
  );
  return used ? <Suspense fallback={button}><AccountMenu name={name}>{button}</AccountMenu></Suspense> : button;
}
