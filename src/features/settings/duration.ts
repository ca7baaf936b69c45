import { AppError } from '../../kernel/errors.ts';

const SECONDS: Record<string, number> = { s: 1, m: 60, min: 60, h: 3_600, d: 86_400, w: 604_800 };
const PARTS = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]] as const;

/** Seconds of a text such as `3600`, `12h` or `1d 12h`. Throws where it cannot be read. */
export function parseDuration(text: string): number {
  const compact = text.toLowerCase().replaceAll(' ', '');
  if (/^\d{1,9}$/.test(compact)) return Number(compact);
  if (!/^(\d{1,9}(s|min|m|h|d|w))+$/.test(compact)) throw new AppError('invalid', 'settings.duration');
  return [...compact.matchAll(/(\d+)([a-z]+)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ''] ?? 0), 0);
}

/** Seconds as people read them: `1 d 12 h`. The units are the same in every language of ours. */
export function formatDuration(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, size] of PARTS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  return parts.join(' ') || '0 s';
}
