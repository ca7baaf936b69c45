import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberName } from '../../ui/MemberName.tsx';

const SYSTEM = ['mint', 'burn', 'shop', 'house', 'escrow'] as const;

/** Who or what stands on the other side: a member, or an account of Coffer's own. */
export function Party({ account }: { account: string }): ReactNode {
  const { t } = useTranslation('transactions');
  const name = account.replace(/^(?:u:|@)/, '');
  const known = SYSTEM.find((system) => system === name);
  return known ? t(`account.${known}`) : <MemberName id={name} />;
}
