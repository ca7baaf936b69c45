import { Button, Checkbox, FileButton, Group, Input, Pill, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from './components/Select.tsx';
import { sizeText } from './media.tsx';
import type { FieldValue, ModalField } from './modal-fields.ts';
import { TYPE } from './raw.ts';
import { useSurroundings } from './surroundings.ts';

interface InputProps {
  field: ModalField;
  value: FieldValue<File>;
  error: string | null;
  onChange: (value: FieldValue<File>) => void;
}

/** What a field has in common, as Mantine's inputs take it. */
function frameOf({ field, error }: InputProps): { label: string; description: string | undefined; error: string | null; withAsterisk: boolean } {
  return { label: field.label, description: field.description, error, withAsterisk: field.component.required !== false };
}

function asList(value: FieldValue<File>): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function FileInput(props: InputProps): ReactNode {
  const { t } = useTranslation('discord');
  const { locale } = useSurroundings();
  const files = Array.isArray(props.value) ? props.value.filter((each) => typeof each !== 'string') : [];
  const most = props.field.component.max_values ?? 1;
  return (
    <Input.Wrapper {...frameOf(props)} labelElement="div">
      <Stack gap="xs" mt={4}>
        <Group gap="xs">
          <FileButton multiple={most > 1} onChange={(given: File | File[] | null) => props.onChange([...(most > 1 ? files : []), ...[given ?? []].flat()])}>
            {(button) => <Button {...button} variant="default" leftSection={<IconUpload size={16} />} aria-label={`${props.field.label}: ${t('uploadFiles')}`}>{t('uploadFiles')}</Button>}
          </FileButton>
          <span className="dc-subtext">{t('uploadHint', { count: most })}</span>
        </Group>
        {files.map((file, index) => (
          <Pill key={`${file.name} ${index}`} withRemoveButton size="md" onRemove={() => props.onChange(files.filter((_, at) => at !== index))}>
            {file.name} · {sizeText(file.size, locale)}
          </Pill>
        ))}
      </Stack>
    </Input.Wrapper>
  );
}

function Choices(props: InputProps): ReactNode {
  const { field, value, onChange } = props;
  const options = field.component.options ?? [];
  if (field.component.type === TYPE.radioGroup) {
    return (
      <Radio.Group {...frameOf(props)} value={asList(value)[0] ?? ''} onChange={(next) => onChange([next])}>
        <Stack gap="xs" mt={6}>{options.map((each) => <Radio key={each.value} value={each.value} label={each.label} description={each.description} />)}</Stack>
      </Radio.Group>
    );
  }
  return (
    <Checkbox.Group {...frameOf(props)} value={asList(value)} onChange={onChange}>
      <Stack gap="xs" mt={6}>{options.map((each) => <Checkbox key={each.value} value={each.value} label={each.label} description={each.description} />)}</Stack>
    </Checkbox.Group>
  );
}

/** One field of a modal, of whatever kind. */
export function ModalInput(props: InputProps): ReactNode {
  const { field, value, onChange } = props;
  const { component } = field;
  const frame = frameOf(props);
  switch (component.type) {
    case TYPE.textInput: {
      const common = { ...frame, value: String(value), placeholder: component.placeholder ?? '', maxLength: component.max_length ?? 4_000 };
      return component.style === 2
        ? <Textarea {...common} autosize minRows={3} maxRows={10} onChange={(event) => onChange(event.currentTarget.value)} />
        : <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />;
    }
    case TYPE.fileUpload: return <FileInput {...props} />;
    case TYPE.checkbox: return <Checkbox label={field.label} description={field.description} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case TYPE.radioGroup: case TYPE.checkboxGroup: return <Choices {...props} />;
    default: return (
      <Input.Wrapper {...frame} labelElement="div">
        <Select select={component} chosen={asList(value)} onChoose={onChange} label={field.label} />
      </Input.Wrapper>
    );
  }
}
