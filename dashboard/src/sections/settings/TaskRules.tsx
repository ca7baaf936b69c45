import { NumberInput, SimpleGrid, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { numberOrNull, typedOf, type Typed } from '../../ui/numbers.ts';
import type { Config, ConfigChange } from './config.ts';
import { required } from './required.ts';
import { SectionForm } from './SectionForm.tsx';

interface Values extends Record<string, unknown> {
  tasks: { memberTasks: boolean; maxPerMember: Typed; autoExpire: boolean; requireProof: boolean; secondReviewAbove: Typed };
}

const valuesOf = ({ tasks }: Config): Values => ({ tasks: { ...tasks, secondReviewAbove: typedOf(tasks.secondReviewAbove) } });
const bodyOf = ({ tasks }: Partial<Values>): ConfigChange =>
  (tasks ? { tasks: { ...tasks, maxPerMember: Number(tasks.maxPerMember), secondReviewAbove: numberOrNull(tasks.secondReviewAbove) } } : {});

const SWITCHES = ['memberTasks', 'autoExpire', 'requireProof'] as const;

/** Rules of all tasks. */
export function TaskRules(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SectionForm section="tasks" title={t('parts.tasks')} valuesOf={valuesOf} bodyOf={bodyOf} validate={({ tasks }) => required({ 'tasks.maxPerMember': tasks.maxPerMember })}>
      {(form) => (
        <>
          {SWITCHES.map((name) => <Switch key={name} label={t(name)} description={t(`${name}Hint`)} {...form.getInputProps(`tasks.${name}`, { type: 'checkbox' })} />)}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberInput label={t('maxPerMember')} description={t('maxPerMemberHint')} required allowDecimal={false} min={1} max={100} {...form.getInputProps('tasks.maxPerMember')} />
            <NumberInput label={t('secondReviewAbove')} description={t('secondReviewAboveHint')} allowDecimal={false} min={1} placeholder={t('never')} {...form.getInputProps('tasks.secondReviewAbove')} />
          </SimpleGrid>
        </>
      )}
    </SectionForm>
  );
}
