import { Alert, Fieldset, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { MemberName } from '../../ui/MemberName.tsx';
import { useConfig, useFormats } from '../../ui/server.ts';
import { Changed } from './Changed.tsx';
import { Toggle } from './Toggle.tsx';

const FEATURES = ['economy', 'shop', 'tasks', 'games', 'giftcodes', 'orders', 'promos', 'achievements', 'customcommands'] as const;
const PAUSABLE = ['earning', 'transfers', 'games', 'shop'] as const;
const GLOBAL = ['shop', 'tasks'] as const;

/** What of Coffer this server uses. */
export function Features(): ReactNode {
  const { t } = useTranslation('settings');
  const { data } = useConfig();
  if (!data) return null;
  const { features, global } = data.body;
  return (
    <Stack maw={640}>
      <div><Title order={2} size="h3">{t('parts.features')}</Title><Changed section="features" /></div>
      <Text size="sm">{t('featuresText')}</Text>
      <Stack gap="sm">
        {FEATURES.map((name) => (
          <Toggle key={name} label={t(`feature.${name}`)} description={t(`featureHint.${name}`)} on={features[name] ?? true} set={(on) => ({ features: { [name]: on } })} />
        ))}
      </Stack>
      <Fieldset legend={t('globalTitle')}>
        <Stack gap="sm">
          {GLOBAL.map((name) => <Toggle key={name} label={t(`global.${name}`)} description={t(`globalHint.${name}`)} on={global[name]} set={(on) => ({ global: { [name]: on } })} />)}
        </Stack>
      </Fieldset>
      <Fieldset legend={t('pausedTitle')}><Paused /></Fieldset>
    </Stack>
  );
}

/** What staff has stopped for a while; /eco pause does that, where members see it. */
function Paused(): ReactNode {
  const { t } = useTranslation('settings');
  const { time } = useFormats();
  const { data } = useConfig();
  const stopped = PAUSABLE.flatMap((name) => {
    const pause = data?.body.paused[name];
    return pause ? [{ name, ...pause }] : [];
  });
  return (
    <Stack gap="sm">
      {stopped.map(({ name, by, at, reason }) => (
        <Alert key={name} color="orange" title={t(`pausable.${name}`)}>
          <Trans t={t} i18nKey="pausedBy" values={{ when: time(at) }} components={{ who: <MemberName id={by} /> }} />
          {reason ? <Text size="sm">{reason}</Text> : null}
        </Alert>
      ))}
      {stopped.length === 0 ? <Text size="sm">{t('nothingPaused')}</Text> : null}
      <Text size="sm" c="dimmed">{t('pausedHint')}</Text>
    </Stack>
  );
}
