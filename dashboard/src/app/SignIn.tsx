import { Alert, Anchor, Button, Center, Divider, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api.ts';
import { LanguageToggle, SchemeToggle } from '../theme/Toggles.tsx';

/** Sign-in by the operator's password, or by Discord. */
export default function SignIn(): ReactNode {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const router = useRouter();
  const form = useForm({ initialValues: { username: '', password: '' } });
  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: (json: { username: string; password: string }) => answer(api.auth.login.$post({ json })),
    onSuccess: async () => {
      // What the page under the sign-in wanted was refused: it asks again. The query of this page itself must stay.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      await client.invalidateQueries({ queryKey: ['me'] });
      await router.invalidate();
    },
  });
  const next = encodeURIComponent(location.pathname + location.search);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder shadow="sm" p="xl" w="100%" maw={400}>
        <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
          <Stack>
            <Title order={1} size="h2">Coffer</Title>
            {signIn.error ? <Alert color="red" role="alert">{signIn.error.message}</Alert> : null}
            <TextInput label={t('username')} autoComplete="username" required data-autofocus {...form.getInputProps('username')} />
            <PasswordInput label={t('password')} autoComplete="current-password" required visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} {...form.getInputProps('password')} />
            <Button type="submit" loading={signIn.isPending}>{t('signIn')}</Button>
            <Divider label={t('or')} />
            <Button component="a" href={`/api/auth/discord?next=${next}`} variant="default">{t('signInDiscord')}</Button>
            <Anchor href="/api/docs" size="sm" ta="center">{t('apiDocs')}</Anchor>
          </Stack>
        </form>
        <Center mt="md"><LanguageToggle /><SchemeToggle /></Center>
      </Paper>
    </Center>
  );
}
