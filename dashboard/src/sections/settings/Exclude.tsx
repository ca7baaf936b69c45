import { Fieldset, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MembersPicker } from '../../ui/MemberPickers.tsx';
import { RolesPicker } from '../../ui/RolesPicker.tsx';
import type { Config, ConfigChange } from './config.ts';
import { SectionForm } from './SectionForm.tsx';

const BOARDS = ['balance', 'earned', 'streak'] as const;

interface Values extends Record<string, unknown> {
  exclude: Config['exclude'];
}

const valuesOf = ({ exclude }: Config): Values => ({ exclude });
const bodyOf = (changed: Partial<Values>): ConfigChange => changed;

/** Who is left out of which leaderboard. */
export function Exclude(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SectionForm section="exclude" title={t('parts.exclude')} valuesOf={valuesOf} bodyOf={bodyOf}>
      {(form) => (
        <>
          <Text size="sm">{t('excludeText')}</Text>
          {BOARDS.map((board) => {
            const value = form.getValues().exclude[board];
            const set = (part: Partial<typeof value>): void => form.setFieldValue('exclude', { ...form.getValues().exclude, [board]: { ...value, ...part } });
            return (
              <Fieldset key={board} legend={t(`board.${board}`)}>
                <Stack gap="sm">
                  <MembersPicker label={t('excludedMembers')} value={value.users} onChange={(users) => set({ users })} error={form.errors[`exclude.${board}.users`]} />
                  <RolesPicker label={t('excludedRoles')} value={value.roles} onChange={(roles) => set({ roles })} error={form.errors[`exclude.${board}.roles`]} />
                </Stack>
              </Fieldset>
            );
          })}
        </>
      )}
    </SectionForm>
  );
}
