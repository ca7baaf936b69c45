import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RolesPicker } from '../../ui/RolesPicker.tsx';
import type { Config, ConfigChange } from '../settings/config.ts';
import { SectionForm } from '../settings/SectionForm.tsx';
import { LEVELS } from './levels.ts';

interface Values extends Record<string, unknown> {
  roles: Config['roles'];
}

const valuesOf = ({ roles }: Config): Values => ({ roles });
const bodyOf = (changed: Partial<Values>): ConfigChange => changed;

/** Which roles have which level. */
export function Levels(): ReactNode {
  const { t } = useTranslation('staff');
  return (
    <SectionForm section="roles" title={t('levels')} valuesOf={valuesOf} bodyOf={bodyOf}>
      {(form) => LEVELS.map((level) => (
        <RolesPicker
          key={level} label={t(`level.${level}`)} description={t(`levelText.${level}`)} value={form.getValues().roles[level]}
          onChange={(roles) => form.setFieldValue('roles', { ...form.getValues().roles, [level]: roles })} error={form.errors[`roles.${level}`]}
        />
      ))}
    </SectionForm>
  );
}
