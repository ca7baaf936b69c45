import { Anchor, Avatar, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMember } from './members.ts';
import { useServer } from './server.ts';

/** A member by name, with the way to their page. The operator of Coffer has none. */
export function MemberName({ id, avatar = false }: { id: string; avatar?: boolean }): ReactNode {
  const { t } = useTranslation('records');
  const server = useServer();
  const { data: member } = useMember(id);
  if (!/^\d{17,20}$/.test(id)) return <Text span inherit>{id === 'operator' ? t('operator') : id}</Text>;
  const name = member?.name ?? id;
  const link = <Anchor component={Link} to={`/s/${server}/members/${id}`} inherit>{name}</Anchor>;
  if (!avatar) return link;
  return <Group gap="xs" wrap="nowrap" display="inline-flex"><Avatar src={member?.avatar_url ?? null} name={name} size="sm" alt="" />{link}</Group>;
}

/** A member by name alone, where a link would be inside another control. */
export function MemberText({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('records');
  const { data: member } = useMember(id);
  return id === 'operator' ? t('operator') : (member?.name ?? id);
}
