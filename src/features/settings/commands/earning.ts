import { choice, integer, string } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { parseDuration } from '../duration.ts';
import { sectionCommand } from '../rule.ts';

const COOLDOWN_MAX = 30 * 86_400;

function checkedCooldown(text: string): number {
  const seconds = parseDuration(text);
  if (seconds < 1 || seconds > COOLDOWN_MAX) throw new AppError('invalid', 'settings.cooldown');
  return seconds;
}

export const earning = sectionCommand({
  section: 'earning',
  options: {
    command: choice(['daily', 'work'], { required: true }),
    min: integer({ min: 0, max: AMOUNT_MAX }),
    max: integer({ min: 0, max: AMOUNT_MAX }),
    cooldown: string({ min: 1, max: 20 }),
    reset: choice(['rolling', 'midnight']),
    streak_bonus: integer({ min: 0, max: AMOUNT_MAX }),
    streak_max: integer({ min: 0, max: AMOUNT_MAX }),
  },
  change({ earning: draft }, { command, min, max, cooldown, reset, streak_bonus: bonus, streak_max: bonusMax }) {
    if (command === 'work' && (reset ?? bonus ?? bonusMax) !== undefined) throw new AppError('invalid', 'settings.daily_only');
    if (min !== undefined) draft[command].min = min;
    if (max !== undefined) draft[command].max = max;
    if (cooldown !== undefined) draft[command].cooldown = checkedCooldown(cooldown);
    if (reset !== undefined) draft.daily.reset = reset;
    if (bonus !== undefined) draft.streakBonus = bonus;
    if (bonusMax !== undefined) draft.streakBonusMax = bonusMax;
  },
});
