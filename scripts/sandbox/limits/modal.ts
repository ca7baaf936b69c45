import { checkChoices, checkCustomId, checkDistinctIds, checkSelect, TYPE } from './component.ts';
import type { Field } from './fields.ts';

/** Limits of modals, in characters or entries. */
const MODAL = { title: 45, components: 5, label: 45, description: 100, input: 4_000, placeholder: 100, files: 10, choices: 10 } as const;

function checkTextInput(input: Field, legacy: boolean): void {
  checkCustomId(input);
  const style = input.at('style');
  if (style.required()) style.integer(1, 2);
  const label = input.at('label');
  if (legacy && !label.required()) return;
  label.text(MODAL.label, legacy ? 1 : 0);
  input.at('min_length').integer(0, MODAL.input);
  input.at('max_length').integer(1, MODAL.input);
  input.at('value').text(MODAL.input);
  input.at('placeholder').text(MODAL.placeholder);
}

function checkLabelled(component: Field): void {
  if (!component.required()) return;
  switch (Number(component.at('type').value)) {
    case TYPE.textInput: return checkTextInput(component, false);
    case TYPE.stringSelect: case TYPE.userSelect: case TYPE.roleSelect: case TYPE.mentionableSelect: case TYPE.channelSelect:
      return checkSelect(component);
    case TYPE.fileUpload:
      checkCustomId(component);
      component.at('min_values').integer(0, MODAL.files);
      return component.at('max_values').integer(1, MODAL.files);
    case TYPE.radioGroup:
      checkCustomId(component);
      return checkChoices(component.at('options'), MODAL.choices, 2);
    case TYPE.checkboxGroup:
      checkCustomId(component);
      return checkChoices(component.at('options'), MODAL.choices);
    case TYPE.checkbox: return checkCustomId(component);
    default: component.at('type').fail('UNION_TYPE_CHOICES', 'A label holds a text input, a select, a file upload, radio buttons or checkboxes');
  }
}

/** Finds what Discord would refuse in a modal: title, custom_id, 1 to 5 components. */
export function checkModal(modal: Field): void {
  checkCustomId(modal);
  if (modal.at('title').required()) modal.at('title').text(MODAL.title, 1);
  if (!modal.at('components').required()) return;
  const components = modal.at('components').items(MODAL.components, 1);
  for (const component of components) {
    switch (Number(component.at('type').value)) {
      case TYPE.label:
        if (component.at('label').required()) component.at('label').text(MODAL.label, 1);
        component.at('description').text(MODAL.description);
        checkLabelled(component.at('component'));
        break;
      case TYPE.row:
        for (const input of component.at('components').items(1, 1)) {
          if (input.at('type').value === TYPE.textInput) checkTextInput(input, true);
          else input.at('type').fail('UNION_TYPE_CHOICES', 'An action row of a modal holds one text input');
        }
        break;
      case TYPE.text: component.at('content').required(); break;
      default: component.at('type').fail('UNION_TYPE_CHOICES', 'A modal holds labels, text displays or action rows');
    }
  }
  checkDistinctIds(components);
}
