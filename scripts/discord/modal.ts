import type { Dict } from '../sandbox/model.ts';
import { renderMarkdown } from './markdown.ts';
import type { MarkdownContext } from './markdown.ts';
import { paint, wrap } from './terminal.ts';

/** A field of a form: how it is named, and what it takes. */
export interface FormField {
  customId: string;
  label: string;
  type: number;
  component: Dict;
}

/** The fields of a modal, in order. */
export function formFields(components: unknown): FormField[] {
  return (Array.isArray(components) ? (components as Dict[]) : []).flatMap((top) => {
    const inner = top['type'] === 18 ? [top['component'] as Dict] : top['type'] === 1 ? (top['components'] as Dict[]) : [];
    return inner.map((component) => ({
      customId: String(component['custom_id']), label: String(top['label'] ?? component['label'] ?? component['custom_id']),
      type: Number(component['type']), component,
    }));
  });
}

function hint({ type, component }: FormField): string {
  const bounds = (min: unknown, max: unknown, what: string): string => `${String(min ?? 0)} to ${String(max)} ${what}`;
  switch (type) {
    case 4: return `${component['style'] === 2 ? 'text' : 'line'}${component['max_length'] === undefined ? '' : `, ${bounds(component['min_length'], component['max_length'], 'characters')}`}`;
    case 19: return `file path, ${bounds(component['min_values'] ?? 1, component['max_values'] ?? 1, 'files')}`;
    case 23: return 'true or false';
    case 5: return 'member';
    case 6: return 'role';
    case 7: return 'member or role';
    case 8: return 'channel';
    default: return `one of ${((component['options'] ?? []) as { label: string }[]).map((o) => o.label).join(', ')}`;
  }
}

/** A modal as lines: title, texts, fields with what they take, and how to submit it. */
export function renderModal(modal: { title: string; components: unknown }, context: MarkdownContext): string[] {
  const { terminal } = context;
  const lines = [paint(terminal, 'bold', `┌ ${modal.title}`)];
  const tops = Array.isArray(modal.components) ? (modal.components as Dict[]) : [];
  const fields = formFields(tops);
  for (const top of tops) {
    if (top['type'] === 10) {
      lines.push(...wrap(renderMarkdown(String(top['content']), context), terminal.width - 2).map((line) => `│ ${line}`));
      continue;
    }
    for (const field of formFields([top])) {
      const optional = field.component['required'] === false ? ' (optional)' : '';
      lines.push(`│ ${fields.findIndex((f) => f.customId === field.customId) + 1} ${field.label}${optional}  ${paint(terminal, 'dim', `${field.customId}: ${hint(field)}`)}`);
      if (top['description'] !== undefined) lines.push(`│   ${paint(terminal, 'dim', String(top['description']))}`);
      if (field.component['value']) lines.push(`│   = ${String(field.component['value'])}`);
    }
  }
  const example = fields.map((f) => `${f.customId}=…`).join(' ');
  return [...lines, `└ ${paint(terminal, 'dim', `npm run discord -- submit ${example}`)}`];
}
