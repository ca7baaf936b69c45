import { ColorInput, Fieldset, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Count } from '../../ui/Count.tsx';
import { EMBED_LIMITS, NAME_MAX, type EmbedValues } from './embed-values.ts';
import { FieldList } from './FieldList.tsx';

const SWATCHES = ['#4a7fc1', '#1f8b4c', '#d4a017', '#b92b36', '#6b4fa0', '#0f6e84', '#e67e22', '#5b6b82'];

/** All parts of an embed. */
export function EmbedFields({ form, zone }: { form: UseFormReturnType<EmbedValues>; zone: string }): ReactNode {
  const { t } = useTranslation('embeds');
  const { name, title, description, author, footer } = form.getValues();
  const address = (path: string, label: string): ReactNode => <TextInput type="url" label={label} placeholder="https://" maxLength={EMBED_LIMITS.url} {...form.getInputProps(path)} />;
  return (
    <Stack>
      <TextInput label={t('name')} description={<>{t('nameHint')} <Count text={name} max={NAME_MAX} /></>} required maxLength={NAME_MAX} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('title')} description={<Count text={title} max={EMBED_LIMITS.title} />} {...form.getInputProps('title')} />
      <Textarea label={t('description')} autosize minRows={4} maxRows={14} description={<Count text={description} max={EMBED_LIMITS.description} />} {...form.getInputProps('description')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {address('url', t('url'))}
        <ColorInput
          label={t('color')} format="hex" swatches={SWATCHES} swatchesPerRow={8} withEyeDropper={false} placeholder={t('noColor')} popoverProps={{ withinPortal: true }}
          {...form.getInputProps('color')}
        />
      </SimpleGrid>
      <Fieldset legend={t('author')}>
        <Stack gap="sm">
          <TextInput label={t('authorName')} description={<Count text={author.name} max={EMBED_LIMITS.author} />} {...form.getInputProps('author.name')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>{address('author.url', t('url'))}{address('author.icon_url', t('icon'))}</SimpleGrid>
        </Stack>
      </Fieldset>
      <FieldList form={form} />
      <Fieldset legend={t('pictures')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>{address('image.url', t('image'))}{address('thumbnail.url', t('thumbnail'))}</SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('footer')}>
        <Stack gap="sm">
          <TextInput label={t('footerText')} description={<Count text={footer.text} max={EMBED_LIMITS.footer} />} {...form.getInputProps('footer.text')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {address('footer.icon_url', t('icon'))}
            <TextInput type="datetime-local" label={t('timestamp', { zone })} {...form.getInputProps('timestamp')} />
          </SimpleGrid>
        </Stack>
      </Fieldset>
    </Stack>
  );
}
