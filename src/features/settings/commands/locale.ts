import { choice, string, type Choice } from '../../../define/options.ts';
import { checkedZone, zones } from '../checks.ts';
import { sectionCommand } from '../rule.ts';

const CHOICES_MAX = 25;

/** The zones that hold what was typed, as `berlin` or `new york`. */
async function completeZone(_ctx: unknown, typed: string): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  return zones().filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, CHOICES_MAX).map((zone) => ({ name: zone, value: zone }));
}

export const locale = sectionCommand({
  section: 'locale',
  options: { language: choice(['en', 'de']), timezone: string({ min: 1, max: 64, autocomplete: completeZone }) },
  change({ locale: draft }, { language, timezone }) {
    if (language !== undefined) draft.language = language;
    if (timezone !== undefined) draft.timezone = checkedZone(timezone);
  },
});
