import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '../../../../scripts/sandbox/log.ts';

/** Characters of a body that are shown. */
const SHOWN = 20_000;

const KINDS: Record<number, string> = { 1: 'PING', 2: 'command', 3: 'component', 4: 'autocomplete', 5: 'modal' };

/** What an interaction is about, in a word or two. */
function subject({ body }: LogEntry): string {
  const { type = 0, data } = (body ?? {}) as { type?: number; data?: { name?: string; custom_id?: string } }; // as the stand-in builds it
  return `${KINDS[type] ?? ''} ${data?.name ?? data?.custom_id ?? ''}`.trim();
}

/** A path with its long ids and tokens cut, which differ in every line and tell nothing. */
function shortPath(path: string): string {
  return path.replace(/\d{15,20}/g, (id) => `…${id.slice(-4)}`).replace(/[\w-]{40,}/g, '{token}');
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? '';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text;
}

function Status({ entry }: { entry: LogEntry }): ReactNode {
  const { t } = useTranslation('sandbox');
  const good = entry.status !== null && entry.status < 300 && (entry.problems ?? []).length === 0;
  return <span className={good ? 'sb-status sb-status-good' : 'sb-status sb-status-bad'}>{entry.status ?? t('noAnswer')}</span>;
}

function Json({ label, value }: { label: string; value: unknown }): ReactNode {
  if (value === undefined || value === null) return null;
  return <><div className="sb-muted">{label}</div><pre className="sb-json" tabIndex={0} aria-label={label}>{textOf(value)}</pre></>;
}

/** One call: a line that opens to what was sent and what was answered. */
export function RequestLine({ entry }: { entry: LogEntry }): ReactNode {
  const { t, i18n } = useTranslation('sandbox');
  const [open, setOpen] = useState(false);
  const inbound = entry.kind === 'interaction';
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(new Date(entry.at));
  return (
    <details className="sb-call" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Status entry={entry} />
        <span className="sb-call-text">
          <strong>{inbound ? t('discordToBot') : entry.method}</strong> {inbound ? subject(entry) : shortPath(entry.path)}
          <span className="sb-muted sb-block">{time}{entry.elapsed_ms === undefined ? '' : ` · ${entry.elapsed_ms} ms`}</span>
        </span>
        {entry.fault === undefined ? null : <span className="sb-status sb-status-fault">{entry.fault}</span>}
      </summary>
      {open ? (
        <div className="sb-call-body">
          <code className="sb-path">{entry.method} {entry.path}{entry.query === undefined ? '' : `?${entry.query}`}</code>
          {[...(entry.problems ?? []), ...(entry.schema ?? [])].map((line) => <div key={line} className="sb-problem">{line}</div>)}
          <Json label={t('sent')} value={entry.body} />
          <Json label={t('answered')} value={entry.response} />
        </div>
      ) : null}
    </details>
  );
}
