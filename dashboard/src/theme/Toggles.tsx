import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, setLanguage } from '../i18n/start.ts';

/** Switches between light and dark. */
export function SchemeToggle(): ReactNode {
  const { t } = useTranslation('shell');
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t(dark ? 'toLight' : 'toDark')} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? <IconSun size={20} /> : <IconMoon size={20} />}
    </ActionIcon>
  );
}

/** Goes on to the next language. */
export function LanguageToggle(): ReactNode {
  const { t, i18n } = useTranslation('shell');
  const at = LANGUAGES.findIndex(({ code }) => code === i18n.resolvedLanguage);
  const next = LANGUAGES[(at + 1) % LANGUAGES.length] ?? LANGUAGES[0];
  return (
    <Button variant="subtle" color="gray" size="compact-md" aria-label={`${(i18n.resolvedLanguage ?? 'en').toUpperCase()}: ${t('language', { name: next.name })}`} onClick={() => void setLanguage(next.code)}>
      {(i18n.resolvedLanguage ?? 'en').toUpperCase()}
    </Button>
  );
}
