import type { APIEmbed } from 'discord-api-types/v10';
import { colorText, isHttps, typedColor } from '../../discord/embed-body.ts';
import { AppError } from '../../kernel/errors.ts';
import { CONTENT_MAX, TITLE_MAX } from './body.ts';
import type { AnnouncementRow } from './rows.ts';
import type { AnnouncementInput } from './save.ts';

/** Characters that a text input of Discord's forms holds. */
export const FORM_TEXT_MAX = 4_000;
/** Colour of an announcement that became an embed for its length alone. */
const PLAIN_COLOR = 0x4a7fc1;

/** The fields of the form as they are filled in. */
export interface Filled {
  title: string;
  text: string;
  color: string;
  image: string;
}

type Fields = Record<string, string | string[]>;
type Edited = Pick<AnnouncementRow, 'content' | 'embed' | 'taskId'>;

const typed = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value.trim() : '';
};

/**
 * What the form says. With a colour or a picture, or where it is too long for plain text, it becomes an embed; parts of
 * an embed that the form does not show stay as they are.
 * @throws AppError for what does not fit
 */
export function readForm(fields: Fields, before?: Edited): Pick<AnnouncementInput, 'title' | 'content' | 'embed'> {
  const [title, text, color, image] = [typed(fields, 'title').replaceAll(/\s+/g, ' '), typed(fields, 'text'), typed(fields, 'color'), typed(fields, 'image')];
  if (title.length > TITLE_MAX) throw new AppError('invalid', 'errors.text_length', { max: TITLE_MAX });
  if (text.length > FORM_TEXT_MAX) throw new AppError('invalid', 'errors.text_length', { max: FORM_TEXT_MAX });
  if (before && before.taskId !== null) return { title, content: text, embed: null };
  if (color !== '' && typedColor(color) === undefined) throw new AppError('invalid', 'announcements.refused.color');
  if (image !== '' && !isHttps(image)) throw new AppError('invalid', 'announcements.refused.image');
  const { description: _text, color: _color, image: _image, ...more } = before?.embed ? (JSON.parse(before.embed) as APIEmbed) : {};
  const long = text.length + title.length > CONTENT_MAX - 100;
  if (color === '' && image === '' && !long && Object.keys(more).length === 0) return { title, content: text, embed: null };
  const embed: APIEmbed = {
    ...more, ...(text === '' ? {} : { description: text }), color: typedColor(color) ?? PLAIN_COLOR, ...(image === '' ? {} : { image: { url: image } }),
  };
  return { title, content: before?.embed ? before.content : '', embed };
}

/** The form as an announcement fills it. @throws AppError where its text is longer than a form can hold */
export function filledBy({ title, content, embed, taskId }: Pick<AnnouncementRow, 'title' | 'content' | 'embed' | 'taskId'>): Filled {
  const shown = embed === null || taskId !== null ? null : (JSON.parse(embed) as APIEmbed);
  const text = shown ? (shown.description ?? '') : content;
  if (text.length > FORM_TEXT_MAX) throw new AppError('invalid', 'announcements.refused.form_long', { max: FORM_TEXT_MAX });
  return { title, text, color: shown?.color === undefined ? '' : colorText(shown.color), image: shown?.image?.url ?? '' };
}
