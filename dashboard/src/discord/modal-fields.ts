import { defaultsOf } from './components/choices.ts';
import { TYPE } from './raw.ts';
import type { RawComponent } from './raw.ts';

/** A file as a form holds it until it is submitted. */
export interface HeldFile {
  name: string;
  size: number;
}

/** What somebody entered: a text, choices, a tick, or files. */
export type FieldValue<File extends HeldFile = HeldFile> = string | string[] | boolean | File[];

/** A field of a modal with its label. */
export interface ModalField {
  id: string;
  label: string;
  description: string | undefined;
  component: RawComponent;
}

/** A modal's parts in order: fields to fill in and texts between them. */
export function modalParts(components: RawComponent[]): (ModalField | { text: string })[] {
  return components.flatMap((top): (ModalField | { text: string })[] => {
    if (top.type === TYPE.text) return [{ text: top.content ?? '' }];
    const inner = top.type === TYPE.label ? (top.component === undefined ? [] : [top.component]) : (top.components ?? []);
    return inner.map((component) => ({
      id: component.custom_id ?? '', label: top.label ?? component.label ?? component.custom_id ?? '',
      description: top.description ?? undefined, component,
    }));
  });
}

/** The fields alone. */
export function modalFields(components: RawComponent[]): ModalField[] {
  return modalParts(components).filter((part) => 'id' in part);
}

/** What a field holds when the form opens. */
export function initialValue({ component }: ModalField): FieldValue {
  switch (component.type) {
    case TYPE.textInput: return component.value ?? '';
    case TYPE.checkbox: return component.value === 'true';
    case TYPE.fileUpload: return [];
    default: return defaultsOf(component);
  }
}

/** Why Discord would not let the form go: a text's key and number, or null where nothing is wrong. */
export function fieldProblem({ component }: ModalField, value: FieldValue): { key: 'fieldRequired' | 'fieldShort' | 'fieldLong' | 'fieldFew' | 'fieldMany'; count: number } | null {
  const required = component.required !== false;
  if (typeof value === 'boolean') return null;
  if (value.length === 0) return required && component.min_values !== 0 ? { key: 'fieldRequired', count: 1 } : null;
  if (typeof value === 'string') {
    const [least, most] = [component.min_length ?? 0, component.max_length ?? 4_000];
    if (value.length < least) return { key: 'fieldShort', count: least };
    return value.length > most ? { key: 'fieldLong', count: most } : null;
  }
  const [least, most] = [component.min_values ?? 1, component.max_values ?? 1];
  if (value.length < least) return { key: 'fieldFew', count: least };
  return value.length > most && component.type !== TYPE.radioGroup ? { key: 'fieldMany', count: most } : null;
}
