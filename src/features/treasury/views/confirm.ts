import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import { dismiss } from '../confirmation.ts';

const DANGER = 4;
const SUCCESS = 3;
const SECONDARY = 2;

/** A row with the button that does it and the one that does not. */
export function confirmRow(ctx: Context, label: string, customId: string, danger: boolean): APIMessageTopLevelComponent {
  const { t } = ctx.privateTexts;
  return {
    type: 1,
    components: [
      { type: 2, style: danger ? DANGER : SUCCESS, label, custom_id: customId },
      { type: 2, style: SECONDARY, label: t('treasury.confirm.dismiss'), custom_id: dismiss.id({}) },
    ],
  };
}
