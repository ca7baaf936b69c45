type Raw = { custom_id?: unknown; value?: unknown; values?: unknown; component?: unknown; components?: unknown };

/** What was filled into a form, by custom_id: through rows (1) and labels (18) alike. */
export function modalFields(components: unknown): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  const visit = (item: unknown, depth: number): void => {
    if (typeof item !== 'object' || item === null || depth > 4) return;
    const { custom_id: id, value, values, component, components: inner } = item as Raw;
    if (typeof id === 'string') {
      if (typeof value === 'string') fields[id] = value;
      else if (Array.isArray(values)) fields[id] = values.map(String);
    }
    visit(component, depth + 1);
    if (Array.isArray(inner)) for (const child of inner) visit(child, depth + 1);
  };
  if (Array.isArray(components)) for (const component of components) visit(component, 0);
  return fields;
}
