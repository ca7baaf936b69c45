import i18next from 'i18next';

/** The fields among these that are empty, with what to say there; a number that is being typed is a text. */
export function required(fields: Record<string, unknown>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, value === '' ? i18next.t('records:required') : null]));
}
