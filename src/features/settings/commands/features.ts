import { boolean, choice } from '../../../define/options.ts';
import { FEATURES } from '../../../kernel/settings.ts';
import { toggled } from '../membership.ts';
import { sectionCommand } from '../rule.ts';

export const features = sectionCommand({
  section: 'features',
  options: { feature: choice(FEATURES, { required: true }), off: boolean() },
  change(draft, { feature, off }) {
    draft.off = toggled(draft.off, feature, off === true);
  },
});
