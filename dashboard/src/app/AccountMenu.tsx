import { Menu } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api.ts';
import { UsedMenu, type Button } from '../ui/UsedMenu.tsx';

/** The menu of whoever is signed in. */
export default function AccountMenu({ name, children }: { name: string; children: Button }): ReactNode {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => answer(api.auth.logout.$post({ json: {} })),
    onSuccess: () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      client.setQueryData(['me'], null);
    },
  });
  return (
    <UsedMenu button={children}>
      <Menu.Label>{name}</Menu.Label>
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>{t('signOut')}</Menu.Item>
    </UsedMenu>
  );
}
