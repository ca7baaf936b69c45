import type { Dict } from '../sandbox/model.ts';
import { boxed } from './embed.ts';
import { renderMarkdown } from './markdown.ts';
import type { MarkdownContext } from './markdown.ts';
import { paint, wrap } from './terminal.ts';
import type { StyleName } from './terminal.ts';

const BUTTON_STYLES: Record<number, StyleName> = { 1: 'blue', 2: 'grey', 3: 'green', 4: 'red', 5: 'cyan' };
const SELECT_NAMES: Record<number, string> = { 5: 'members', 6: 'roles', 7: 'members and roles', 8: 'channels' };

/** A button or select that can be used, with the number it goes by in the terminal. */
export interface Usable {
  number: number;
  customId: string;
  label: string;
  select: boolean;
  disabled: boolean;
}

function children(component: Dict): Dict[] {
  const below = Array.isArray(component['components']) ? (component['components'] as Dict[]) : [];
  return component['accessory'] === undefined ? below : [...below, component['accessory'] as Dict];
}

function labelOf(component: Dict): string {
  const emoji = (component['emoji'] as { name?: string } | undefined)?.name;
  const text = component['label'] ?? component['placeholder'];
  return [emoji, text].filter((part) => part !== undefined && part !== null && part !== '').join(' ') || (component['type'] === 2 ? '·' : 'Choose');
}

/** The buttons and selects of a message in reading order, numbered from 1; links have no number. */
export function usableComponents(components: unknown): Usable[] {
  const found: Usable[] = [];
  const walk = (component: Dict): void => {
    const type = Number(component['type']);
    if ((type === 2 && component['custom_id'] !== undefined) || [3, 5, 6, 7, 8].includes(type)) {
      found.push({
        number: found.length + 1, customId: String(component['custom_id']), label: labelOf(component), select: type !== 2,
        disabled: component['disabled'] === true,
      });
    }
    children(component).forEach(walk);
  };
  (Array.isArray(components) ? (components as Dict[]) : []).forEach(walk);
  return found;
}

interface Drawing {
  context: MarkdownContext;
  next: number;
}

function button(component: Dict, drawing: Drawing): string {
  const { terminal } = drawing.context;
  const label = labelOf(component);
  if (component['custom_id'] === undefined) return paint(terminal, 'cyan', `[${label}: ${String(component['url'])}]`);
  const text = `[${drawing.next++} ${label}]`;
  if (component['disabled'] === true) return paint(terminal, 'dim', `${text.slice(0, -1)} (off)]`);
  return paint(terminal, BUTTON_STYLES[Number(component['style'])] ?? 'grey', text);
}

function select(component: Dict, drawing: Drawing): string[] {
  const { terminal } = drawing.context;
  const kind = SELECT_NAMES[Number(component['type'])];
  const head = `(${drawing.next++} ${labelOf(component)}${kind === undefined ? '' : `: ${kind}`} ▾)`;
  const options = (component['options'] ?? []) as { label: string; value: string; description?: string; default?: boolean }[];
  const lines = options.map((o) => {
    const detail = [o.value === o.label ? '' : o.value, o.description ?? ''].filter(Boolean).join(' · ');
    return `   ${o.default ? '●' : '○'} ${o.label}${detail === '' ? '' : `  ${paint(terminal, 'dim', detail)}`}`;
  });
  return [paint(terminal, component['disabled'] === true ? 'dim' : 'blue', head), ...lines];
}

function row(component: Dict, drawing: Drawing): string[] {
  const buttons: string[] = [];
  const lines: string[] = [];
  for (const child of children(component)) {
    if (child['type'] === 2) buttons.push(button(child, drawing));
    else lines.push(...select(child, drawing));
  }
  return buttons.length > 0 ? [...wrap(buttons.join(' '), drawing.context.terminal.width - 2), ...lines] : lines;
}

function draw(component: Dict, drawing: Drawing): string[] {
  const { context } = drawing;
  const { terminal } = context;
  const width = terminal.width - 2;
  switch (Number(component['type'])) {
    case 1: return row(component, drawing);
    case 2: return [button(component, drawing)];
    case 9: case 17: {
      const lines = children(component).flatMap((child) => draw(child, drawing));
      return component['type'] === 17 ? boxed(lines, component['accent_color'] as number | null, context) : lines;
    }
    case 10: return wrap(renderMarkdown(String(component['content']), context), width);
    case 11: return [paint(terminal, 'dim', `[picture] ${String((component['media'] as Dict)['url'])}`)];
    case 12: return (component['items'] as Dict[]).map((item) => paint(terminal, 'dim', `[picture] ${String((item['media'] as Dict)['url'])}`));
    case 13: return [paint(terminal, 'dim', `[file] ${String((component['file'] as Dict)['url'])}`)];
    case 14: return [component['divider'] === false ? '' : paint(terminal, 'dim', '─'.repeat(Math.min(40, width)))];
    default: return select(component, drawing);
  }
}

/** The components of a message as lines; what can be used carries its number. */
export function renderComponents(components: unknown, context: MarkdownContext): string[] {
  const drawing: Drawing = { context, next: 1 };
  return (Array.isArray(components) ? (components as Dict[]) : []).flatMap((component) => draw(component, drawing));
}
