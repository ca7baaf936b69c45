import type {
  APIActionRowComponent, APIButtonComponentWithCustomId, APIComponentInMessageActionRow, APISelectMenuOption, APIStringSelectComponent,
} from 'discord-api-types/v10';

/** Discord's limits for labels of buttons and options. */
const LABEL_MAX = 80;
const OPTIONS_MAX = 25;

export interface ButtonLook {
  style?: 'primary' | 'secondary' | 'success' | 'danger';
  emoji?: string;
  disabled?: boolean;
}

const STYLES = { primary: 1, secondary: 2, success: 3, danger: 4 } as const;

/** A button that a component of ours answers; grey unless told. */
export function button(customId: string, label: string, { style = 'secondary', emoji, disabled }: ButtonLook = {}): APIButtonComponentWithCustomId {
  return {
    type: 2, style: STYLES[style], custom_id: customId, label: label.slice(0, LABEL_MAX),
    ...(emoji ? { emoji: { name: emoji } } : {}), ...(disabled ? { disabled } : {}),
  };
}

/** A menu of texts from which one is picked. */
export function select(customId: string, placeholder: string, options: APISelectMenuOption[]): APIStringSelectComponent {
  return { type: 3, custom_id: customId, placeholder, options: options.slice(0, OPTIONS_MAX) };
}

/** A row of at most five buttons, or of one menu. */
export function row(...components: APIComponentInMessageActionRow[]): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: 1, components };
}
