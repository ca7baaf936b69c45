import { flatten, TYPE } from '../limits/component.ts';
import { Field, Problems } from '../limits/fields.ts';
import { INTERACTION } from '../limits/response.ts';
import type { Dict, OpenModal } from '../model.ts';
import type { Content, Place } from './data.ts';
import { Refusal } from './request.ts';
import type { GivenFile, GivenValue, InteractRequest, UploadedId } from './request.ts';
import type { Resolver } from './resolve.ts';

/** Every component of a message or modal as plain JSON, depth first. */
function componentsOf(components: unknown): Dict[] {
  const list = Array.isArray(components) ? components : [];
  const root = new Field(new Problems(), list);
  return flatten(list.map((_, index) => root.at(index))).map((field) => field.value as Dict);
}

function selected(component: Dict, given: string[], resolver: Resolver, unchecked: boolean): string[] {
  const type = Number(component['type']);
  const options = (component['options'] ?? []) as { label: string; value: string }[];
  const values = given.map((text) => {
    switch (type) {
      case TYPE.userSelect: return resolver.user(text);
      case TYPE.roleSelect: return resolver.role(text);
      case TYPE.channelSelect: return resolver.channel(text);
      case TYPE.mentionableSelect: return resolver.mentionable(text);
      default: return options.find((o) => o.value === text || o.label.toLowerCase() === text.toLowerCase())?.value ?? (unchecked ? text : undefined);
    }
  });
  const problems = values.flatMap((value, index) => (value === undefined ? [`there is nothing called "${given[index]}" to choose; ${options.map((o) => o.label).join(', ')}`] : []));
  const required = component['required'] === false ? 0 : 1;
  const min = Number(component['min_values'] ?? required);
  const max = Number(component['max_values'] ?? 1);
  if (values.length < min || values.length > max) problems.push(`choose ${min === max ? min : `${min} to ${max}`}`);
  if (problems.length > 0 && !unchecked) throw new Refusal(problems);
  return values.filter((value) => value !== undefined);
}

/** The content of a pressed button or a used select. */
export function componentContent(place: Place, request: InteractRequest, resolver: Resolver): Content {
  const { message, custom_id: customId, values } = request.component ?? { message: '', custom_id: '' };
  const unchecked = request.unchecked ?? false;
  const stored = place.world.findMessage(message);
  if (stored === undefined) throw new Refusal([`there is no message ${message}`]);
  if (stored.ephemeral_to !== undefined && stored.ephemeral_to !== place.user.id && !unchecked) throw new Refusal([`${place.user.username} cannot see this message`]);
  const component = componentsOf(stored.message.components).find((c) => c['custom_id'] === customId);
  if (component === undefined && !unchecked) throw new Refusal([`the message has no component "${customId}"`]);
  if (component?.['disabled'] === true && !unchecked) throw new Refusal(['this button is disabled']);
  const type = Number(component?.['type'] ?? TYPE.button);
  const data: Dict = { component_type: type, custom_id: customId, id: component?.['id'] ?? 1 };
  if (type !== TYPE.button && component !== undefined) data['values'] = selected(component, values ?? [], resolver, unchecked);
  if (resolver.resolved !== undefined) data['resolved'] = resolver.resolved;
  return { type: INTERACTION.component, data, name: customId, source: message };
}

function textProblem(input: Dict, name: string, text: string): string | undefined {
  if (text === '') return input['required'] === false ? undefined : `${name} is required`;
  if (text.length < Number(input['min_length'] ?? 0)) return `${name}: at least ${String(input['min_length'])} characters`;
  if (text.length > Number(input['max_length'] ?? 4_000)) return `${name}: at most ${String(input['max_length'] ?? 4_000)} characters`;
  return undefined;
}

/** One filled-in field in the form Discord sends. */
function fill(input: Dict, name: string, given: GivenValue | undefined, resolver: Resolver, problems: string[], unchecked: boolean): Dict {
  const base = { type: input['type'], id: input['id'], custom_id: input['custom_id'] };
  const several = given === undefined ? [] : Array.isArray(given) ? given : [given];
  switch (Number(input['type'])) {
    case TYPE.textInput: {
      const value = String(given ?? input['value'] ?? '');
      const problem = textProblem(input, name, value);
      if (problem !== undefined) problems.push(problem);
      return { ...base, value };
    }
    case TYPE.fileUpload: {
      const files = several.filter((v): v is GivenFile | UploadedId => typeof v === 'object');
      if (files.length < Number(input['min_values'] ?? (input['required'] === false ? 0 : 1))) problems.push(`${name}: a file is needed`);
      if (files.length > Number(input['max_values'] ?? 1)) problems.push(`${name}: at most ${String(input['max_values'] ?? 1)} files`);
      return { ...base, values: files.map((file) => resolver.file(file)) };
    }
    case TYPE.checkbox: return { ...base, value: given === true || given === 'true' };
    case TYPE.radioGroup: return { ...base, value: selected(input, several.map(String), resolver, unchecked)[0] ?? null };
    default: return { ...base, values: selected(input, several.map(String), resolver, unchecked) };
  }
}

/** The content of a submitted modal: the one last shown to the person. */
export function modalContent(place: Place, request: InteractRequest, resolver: Resolver): Content & { modal: OpenModal } {
  const modal = place.world.state.modals[place.user.id];
  if (modal === undefined) throw new Refusal([`no form is open for ${place.user.username}`]);
  const given = request.modal?.fields ?? {};
  const problems: string[] = [];
  const used = new Set<string>();
  const filled = (input: Dict, label: unknown): Dict => {
    const key = Object.keys(given).find((k) => k === input['custom_id'] || k.toLowerCase() === String(label).toLowerCase());
    if (key !== undefined) used.add(key);
    return fill(input, String(label ?? input['custom_id']), key === undefined ? undefined : given[key], resolver, problems, request.unchecked ?? false);
  };
  const components = (modal.data.components as unknown as Dict[]).map((top) => {
    if (top['type'] === TYPE.label) return { type: 18, id: top['id'], component: filled(top['component'] as Dict, top['label']) };
    if (top['type'] === TYPE.row) return { type: 1, id: top['id'], components: (top['components'] as Dict[]).map((c) => filled(c, c['label'])) };
    return { type: top['type'], id: top['id'] };
  });
  for (const key of Object.keys(given)) if (!used.has(key)) problems.push(`the form has no field "${key}"`);
  if (problems.length > 0 && !request.unchecked) throw new Refusal(problems);
  const data: Dict = { custom_id: request.modal?.custom_id ?? modal.data.custom_id, components };
  if (resolver.resolved !== undefined) data['resolved'] = resolver.resolved;
  return { type: INTERACTION.modal, data, name: modal.data.custom_id, modal, ...(modal.source_message === undefined ? {} : { source: modal.source_message }) };
}
