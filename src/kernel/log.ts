type Fields = Record<string, unknown>;
export type LogLevel = 'info' | 'warn' | 'error';

/** A line as it was written, redacted. */
export interface LogLine {
  level: LogLevel;
  event: string;
  fields: Fields;
}

let sink: ((line: LogLine) => void) | undefined;

/** Hands every further line to `take` as well, which must neither throw nor wait. The entry of the Worker alone calls it. */
export function alsoLogTo(take: (line: LogLine) => void): void {
  sink = take;
}

const SECRET_KEY = /token|secret|signature|authorization|cookie|password|public_?key/i;
/** Interaction and webhook tokens travel inside addresses. */
const SECRET_IN_TEXT = /(\/(?:webhooks|interactions)\/\d+\/)[\w.-]+|(Bot |Bearer )[\w.-]+|[\w-]{40,}\.[\w-]{6,}\.[\w-]{20,}|aW50ZXJhY3Rpb24[\w=.-]+/g;

/** Text with tokens taken out. */
function redactText(text: string): string {
  return text.replace(SECRET_IN_TEXT, (_all, path?: string, scheme?: string) => `${path ?? scheme ?? ''}[redacted]`);
}

function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return describeError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET_KEY.test(key) ? '[redacted]' : redact(inner, depth + 1)]),
  );
}

function describeError(error: Error): Fields {
  return {
    name: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, 1) }),
  };
}

/** One JSON line, redacted. `event` is a short fixed name, such as `interaction.failed`. */
export function log(level: LogLevel, event: string, fields: Fields = {}): void {
  const redacted = redact(fields) as Fields;
  console[level](JSON.stringify({ level, event, ...redacted }));
  sink?.({ level, event, fields: redacted });
}
