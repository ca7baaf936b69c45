import { integer } from '../../../define/options.ts';
import { sectionCommand } from '../rule.ts';

/** Longest time in which a purchase can be given back: 90 days. */
const REFUND_HOURS_MAX = 24 * 90;

export const shop = sectionCommand({
  section: 'shop',
  options: { refund_hours: integer({ min: 0, max: REFUND_HOURS_MAX }) },
  change({ shop: draft }, { refund_hours: refundHours }) {
    if (refundHours !== undefined) draft.refundHours = refundHours;
  },
});
