import { Box, Text } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf } from '../name.ts';
import classes from './calendar.module.css';
import { daysFrom, monthsFrom, weekdayOf, type Entry } from './month.ts';

/** Entries that a day names; the rest are counted. */
const NAMED_MAX = 3;

interface MonthGridProps {
  label: string;
  weeks: string[][];
  month: string;
  today: string;
  day: string;
  entries: Map<string, Entry[]>;
  go: (day: string) => void;
  busy: boolean;
}

/** Where a key leads from a day; undefined: nowhere. */
function target(key: string, day: string): string | undefined {
  switch (key) {
    case 'ArrowLeft': return daysFrom(day, -1);
    case 'ArrowRight': return daysFrom(day, 1);
    case 'ArrowUp': return daysFrom(day, -7);
    case 'ArrowDown': return daysFrom(day, 7);
    case 'Home': return daysFrom(day, -weekdayOf(day));
    case 'End': return daysFrom(day, 6 - weekdayOf(day));
    case 'PageUp': return monthsFrom(day, -1);
    case 'PageDown': return monthsFrom(day, 1);
    default: return undefined;
  }
}

/** A month as a grid that arrows, Home, End and the page keys walk through. */
export function MonthGrid({ label, weeks, month, today, day, entries, go, busy }: MonthGridProps): ReactNode {
  const { i18n } = useTranslation();
  const grid = useRef<HTMLTableElement>(null);
  const language = i18n.resolvedLanguage ?? 'en';
  const weekday = (width: 'short' | 'long') => new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' });
  useEffect(() => {
    // Follows the chosen day only where the keyboard already is in the grid.
    if (grid.current?.contains(document.activeElement)) grid.current.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  }, [day]);
  const onKey = (event: KeyboardEvent): void => {
    const next = event.ctrlKey || event.altKey || event.metaKey ? undefined : target(event.key, day);
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  return (
    <table ref={grid} role="grid" aria-label={label} aria-busy={busy} className={classes['grid']} onKeyDown={onKey}>
      <thead>
        <tr>{(weeks[0] ?? []).map((each) => <th key={each} scope="col" abbr={weekday('long').format(new Date(each))}>{weekday('short').format(new Date(each))}</th>)}</tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((each) => <Day key={each} day={each} chosen={each === day} today={each === today} outside={!each.startsWith(month)} entries={entries.get(each) ?? []} choose={() => go(each)} language={language} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  day: string;
  chosen: boolean;
  today: boolean;
  outside: boolean;
  entries: Entry[];
  choose: () => void;
  language: string;
}

function Day({ day, chosen, today, outside, entries, choose, language }: DayProps): ReactNode {
  const { t } = useTranslation('announcements');
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day));
  return (
    <td
      role="gridcell" tabIndex={chosen ? 0 : -1} data-day={day} aria-selected={chosen} aria-current={today ? 'date' : undefined} onClick={choose}
      className={classes['day']} data-outside={outside || undefined} aria-label={`${date}: ${t('entries', { count: entries.length })}`}
    >
      <Text component="span" size="sm" fw={today ? 700 : undefined} className={classes['number']}>{Number(day.slice(8))}</Text>
      {entries.slice(0, NAMED_MAX).map(({ key, kind, at, announcement }) => (
        <Box component="span" key={key} className={classes['entry']} data-kind={kind}>
          <span className={classes['words']}>{at.slice(11)} {nameOf(announcement, t('untitled'))}</span>
        </Box>
      ))}
      {entries.length > NAMED_MAX ? <Text component="span" size="xs" c="dimmed" className={classes['words']}>{t('more', { count: entries.length - NAMED_MAX })}</Text> : null}
    </td>
  );
}
