import { choice, string, type Choice } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { isZone } from '../../../kernel/zone.ts';
import { sectionCommand } from '../rule.ts';

const CHOICES_MAX = 25;

/** Zones that this runtime knows; UTC is not in its list but is what a server begins with. */
const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The zones that hold what was typed, as `berlin` or `new york`. */
async function completeZone(_ctx: unknown, typed: string): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  return zones().filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, CHOICES_MAX).map((zone) => ({ name: zone, value: zone }));
}

/** The zone in its usual spelling. */
function checkedZone(zone: string): string {
  if (!isZone(zone)) throw new AppError('invalid', 'settings.zone');
  return zones().find((known) => known.toLowerCase() === zone.toLowerCase()) ?? zone;
}

export const locale = sectionCommand({
  section: 'locale',
  options: { language: choice(['en', 'de']), timezone: string({ min: 1, max: 64, autocomplete: completeZone }) },
  change({ locale: draft }, { language, timezone }) {
    if (language !== undefined) draft.language = language;
    if (timezone !== undefined) draft.timezone = checkedZone(timezone);
  },
});
