import type { FilledForm } from '../define/component.ts';
import { readAttachment, type Resolved } from '../define/options.ts';

type Raw = { type?: unknown; custom_id?: unknown; value?: unknown; values?: unknown; component?: unknown; components?: unknown };

const FILE_UPLOAD = 19;

/** What was filled into a form: through rows (1) and labels (18) alike. Throws AppError for a file that did not come. */
export function filledForm(components: unknown, resolved: Resolved): FilledForm {
  const form: FilledForm = { fields: {}, files: {} };
  const visit = (item: unknown, depth: number): void => {
    if (typeof item !== 'object' || item === null || depth > 4) return;
    const { type, custom_id: id, value, values, component, components: inner } = item as Raw;
    if (typeof id === 'string') {
      if (typeof value === 'string') form.fields[id] = value;
      else if (Array.isArray(values) && type === FILE_UPLOAD) form.files[id] = values.map((file) => readAttachment(String(file), resolved));
      else if (Array.isArray(values)) form.fields[id] = values.map(String);
    }
    visit(component, depth + 1);
    if (Array.isArray(inner)) for (const child of inner) visit(child, depth + 1);
  };
  if (Array.isArray(components)) for (const component of components) visit(component, 0);
  return form;
}
