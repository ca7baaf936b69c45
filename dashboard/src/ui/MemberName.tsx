import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Initials } from './Initials.tsx';
import { useMember } from './members.ts';
import { useServer } from './server.ts';

/** A member by name, with the way to their page. The operator of Coffer has none. */
export function MemberName({ id, avatar = false }: { id: string; avatar?: boolean }): ReactNode {
  const { t } = useTranslation('records');
  const server = useServer();
  const { data: member, isPending } = useMember(id);
  if (!/^\d{17,20}$/.test(id)) return <Text span inherit>{id === 'operator' ? t('operator') : id}</Text>;
  const name = member?.name ?? (isPending ? '…' : id);
  const to = `/s/${server}/members/${id}`;
  // Amid other words a link has to differ by more than its colour.
  if (!avatar) return <Anchor component={Link} to={to} inherit underline="always" aria-busy={isPending || undefined}>{name}</Anchor>;
  return <Group gap="xs" wrap="nowrap" display="inline-flex"><Initials name={name} /><Anchor component={Link} to={to} inherit aria-busy={isPending || undefined}>{name}</Anchor></Group>;
}

/** A member by name alone, where a link would be inside another control. */
export function MemberText({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('records');
  const { data: member, isLoading } = useMember(id);
  return id === 'operator' ? t('operator') : (member?.name ?? (isLoading ? '…' : id));
}
