import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelPicker } from '../../ui/Pickers.tsx';
import type { Config, ConfigChange } from './config.ts';
import { SectionForm } from './SectionForm.tsx';

const PURPOSES = ['log', 'review', 'shop', 'tasks', 'giftcodes', 'announcements', 'welcome'] as const;
type Channel = string | null;

interface Values extends Record<string, unknown> {
  channels: Record<(typeof PURPOSES)[number], Channel>;
}

const valuesOf = ({ channels }: Config): Values => {
  const of = (purpose: string): Channel => channels[purpose] ?? null;
  return { channels: { log: of('log'), review: of('review'), shop: of('shop'), tasks: of('tasks'), giftcodes: of('giftcodes'), announcements: of('announcements'), welcome: of('welcome') } };
};
const bodyOf = (changed: Partial<Values>): ConfigChange => changed;

/** Where Coffer writes. */
export function Channels(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SectionForm section="channels" title={t('parts.channels')} valuesOf={valuesOf} bodyOf={bodyOf}>
      {(form) => PURPOSES.map((purpose) => (
        <ChannelPicker
          key={purpose} label={t(`channel.${purpose}`)} description={t(`channelHint.${purpose}`)} clearable value={form.getValues().channels[purpose]}
          onChange={(channel) => form.setFieldValue('channels', { ...form.getValues().channels, [purpose]: channel })} error={form.errors[`channels.${purpose}`]}
        />
      ))}
    </SectionForm>
  );
}
