import type { Field } from './fields.ts';

/** Limits of message components, in characters or entries. */
const COMPONENT = {
  rows: 5, buttonsPerRow: 5, customId: 100, buttonLabel: 80, buttonUrl: 512, placeholder: 150, options: 25, optionText: 100,
  v2Total: 40, v2Text: 4_000, sectionTexts: 3, galleryItems: 10, altText: 1_024, mediaUrl: 2_048,
} as const;

/** Discord's component types. */
export const TYPE = {
  row: 1, button: 2, stringSelect: 3, textInput: 4, userSelect: 5, roleSelect: 6, mentionableSelect: 7, channelSelect: 8, section: 9,
  text: 10, thumbnail: 11, gallery: 12, file: 13, separator: 14, container: 17, label: 18, fileUpload: 19, radioGroup: 21,
  checkboxGroup: 22, checkbox: 23,
} as const;

const SELECTS: readonly number[] = [TYPE.stringSelect, TYPE.userSelect, TYPE.roleSelect, TYPE.mentionableSelect, TYPE.channelSelect];
const V2_TOP: readonly number[] = [TYPE.row, TYPE.section, TYPE.text, TYPE.gallery, TYPE.file, TYPE.separator, TYPE.container];
const IN_CONTAINER: readonly number[] = V2_TOP.filter((type) => type !== TYPE.container);

function notAllowed(component: Field, allowed: readonly number[]): void {
  component.at('type').fail('UNION_TYPE_CHOICES', `Value of field "type" must be one of (${allowed.join(', ')}).`);
}

/** Checks a custom_id: 1 to 100 characters. */
export function checkCustomId(component: Field): void {
  const id = component.at('custom_id');
  if (id.required()) id.text(COMPONENT.customId, 1);
}

function checkButton(button: Field): void {
  const style = Number(button.at('style').value);
  button.at('style').integer(1, 6);
  if (!button.at('style').required()) return;
  button.at('label').text(COMPONENT.buttonLabel);
  if (style === 5) {
    if (button.at('url').required()) button.at('url').url(COMPONENT.buttonUrl, ['http', 'https', 'discord']);
    if (button.at('custom_id').present) button.fail('BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'A custom id and url cannot both be specified');
  } else if (style !== 6) {
    checkCustomId(button);
    if (button.at('url').present) button.at('url').fail('BUTTON_COMPONENT_INVALID_STYLE', 'A url is for link buttons only');
  }
  if (style !== 6 && !button.at('label').value && !button.at('emoji').present) {
    button.fail('BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button needs a label or an emoji');
  }
}

/** Checks the options of a string select, a radio or a checkbox group. */
export function checkChoices(options: Field, max: number, min = 1): void {
  if (!options.required()) return;
  const seen = new Set<unknown>();
  for (const option of options.items(max, min)) {
    if (option.at('label').required()) option.at('label').text(COMPONENT.optionText, 1);
    if (option.at('value').required()) option.at('value').text(COMPONENT.optionText, 1);
    option.at('description').text(COMPONENT.optionText);
    if (seen.has(option.at('value').value)) option.at('value').fail('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
    seen.add(option.at('value').value);
  }
}

/** Checks a select of any kind. */
export function checkSelect(select: Field): void {
  checkCustomId(select);
  select.at('placeholder').text(COMPONENT.placeholder);
  select.at('min_values').integer(0, COMPONENT.options);
  select.at('max_values').integer(1, COMPONENT.options);
  if (select.at('type').value !== TYPE.stringSelect) return;
  checkChoices(select.at('options'), COMPONENT.options);
  const count = select.at('options').items(Number.POSITIVE_INFINITY).length;
  for (const bound of ['min_values', 'max_values']) {
    if (Number(select.at(bound).value ?? 0) > count) select.at(bound).fail('BASE_TYPE_BAD_LENGTH', `Must not exceed the ${count} options given.`);
  }
}

function checkRow(row: Field): void {
  if (!row.at('components').required()) return;
  const children = row.at('components').items(COMPONENT.buttonsPerRow, 1);
  for (const child of children) {
    const type = Number(child.at('type').value);
    if (type === TYPE.button) checkButton(child);
    else if (SELECTS.includes(type)) checkSelect(child);
    else notAllowed(child, [TYPE.button, ...SELECTS]);
  }
  if (children.length > 1 && children.some((child) => SELECTS.includes(Number(child.at('type').value)))) {
    row.at('components').fail('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A select takes a whole action row');
  }
}

function checkSection(section: Field): void {
  const texts = section.at('components');
  if (texts.required()) {
    for (const text of texts.items(COMPONENT.sectionTexts, 1)) {
      if (text.at('type').value !== TYPE.text) notAllowed(text, [TYPE.text]);
      else checkV2(text);
    }
  }
  const accessory = section.at('accessory');
  if (!accessory.required()) return;
  if (accessory.at('type').value === TYPE.button) checkButton(accessory);
  else if (accessory.at('type').value === TYPE.thumbnail) checkMedia(accessory.at('media'));
  else notAllowed(accessory, [TYPE.button, TYPE.thumbnail]);
}

function checkMedia(media: Field, schemes: readonly string[] = ['http', 'https', 'attachment']): void {
  if (media.at('url').required()) media.at('url').url(COMPONENT.mediaUrl, schemes);
}

function checkV2(component: Field): void {
  switch (Number(component.at('type').value)) {
    case TYPE.row: return checkRow(component);
    case TYPE.section: return checkSection(component);
    case TYPE.text:
      if (component.at('content').required()) component.at('content').text(COMPONENT.v2Text, 1);
      return;
    case TYPE.gallery:
      component.at('items').required();
      for (const item of component.at('items').items(COMPONENT.galleryItems, 1)) {
        checkMedia(item.at('media'));
        item.at('description').text(COMPONENT.altText);
      }
      return;
    case TYPE.file: return checkMedia(component.at('file'), ['attachment']);
    case TYPE.separator: return component.at('spacing').integer(1, 2);
    case TYPE.container:
      component.at('accent_color').integer(0, 0xffffff);
      component.at('components').required();
      return component.at('components').items(COMPONENT.v2Total, 1).forEach((child) => {
        if (IN_CONTAINER.includes(Number(child.at('type').value))) checkV2(child);
        else notAllowed(child, IN_CONTAINER);
      });
  }
}

/** Every component below and with the given ones, depth first. */
export function flatten(components: Field[]): Field[] {
  return components.flatMap((component) => {
    const below = component.at('components');
    const children = Array.isArray(below.value) ? below.value.map((_, index) => below.at(index)) : [];
    const single = [component.at('accessory'), component.at('component')].filter((child) => child.present);
    return [component, ...flatten([...children, ...single])];
  });
}

/** Refuses two components with one custom_id. */
export function checkDistinctIds(components: Field[]): void {
  const seen = new Set<unknown>();
  for (const component of flatten(components)) {
    const id = component.at('custom_id');
    if (!id.present) continue;
    if (seen.has(id.value)) id.fail('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    seen.add(id.value);
  }
}

/** Checks the components of a message, legacy rows or Components V2. */
export function checkComponents(components: Field, v2: boolean): void {
  const top = components.items(v2 ? COMPONENT.v2Total : COMPONENT.rows);
  const allowed = v2 ? V2_TOP : [TYPE.row];
  for (const component of top) {
    if (!allowed.includes(Number(component.at('type').value))) notAllowed(component, allowed);
    else if (v2) checkV2(component);
    else checkRow(component);
  }
  checkDistinctIds(top);
  if (!v2) return;
  const all = flatten(top);
  if (all.length > COMPONENT.v2Total) components.fail('COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `The total number of components cannot exceed ${COMPONENT.v2Total}`);
  const text = all.filter((c) => c.at('type').value === TYPE.text).reduce((sum, c) => sum + String(c.at('content').value ?? '').length, 0);
  if (text > COMPONENT.v2Text) components.fail('COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', `The total displayable text size cannot exceed ${COMPONENT.v2Text}`);
}
