import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api.ts';
import { useMe } from './session.ts';

/** Who is signed in, and the way out. */
export function UserMenu(): ReactNode {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const { data: me } = useMe();
  const signOut = useMutation({
    mutationFn: () => answer(api.auth.logout.$post({ json: {} })),
    onSuccess: () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      client.setQueryData(['me'], null);
    },
  });
  if (!me) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target><UnstyledButton aria-label={t('account', { name: me.user.name })}><Avatar aria-hidden name={me.user.name} src={me.user.avatar} size="md" color="initials" alt="" /></UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user.name}</Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
