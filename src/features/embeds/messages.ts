import type { Messages } from '../../define/feature.ts';

export const messages: Messages = {
  commands: {
    embed: {
      description: 'Templates of embeds: make, change, post',
      create: { description: 'Make a template; a form asks for its parts', options: { name: 'What it is called' } },
      edit: { description: 'Change a template and all its posted copies', options: { name: 'Which template' } },
      post: { description: 'Post a copy of a template', options: { name: 'Which template', channel: 'Where' } },
      delete: { description: 'Delete a template', options: { name: 'Which template', messages: 'Whether its posted copies go too' } },
    },
  },
  form: {
    create: 'New embed', edit: 'Change the embed', title: 'Title', description: 'Description', color: 'Colour', image: 'Address of a picture', footer: 'Footer',
  },
  created: 'Template **{{name}}** is kept. Post it with `/embed post`.',
  edited: 'Template **{{name}}** is changed, and its posted copies follow.',
  posted: 'A copy of **{{name}}** is on its way to {{channel}}.',
  deleted: 'Template **{{name}}** is deleted, and its posted copies with it.',
  deleted_alone: 'Template **{{name}}** is deleted. What was posted stays.',
  kept: 'Nothing was deleted.',
  ask_delete_one: 'Delete template **{{name}}**? {{count}} copy of it is posted.',
  ask_delete_other: 'Delete template **{{name}}**? {{count}} copies of it are posted.',
  buttons: { delete: 'Delete with its copies', keep: 'Delete, keep its copies', dismiss: 'Keep it' },
  refused: {
    unknown: 'There is no template with that number.',
    unknown_name: 'There is no template of that name.',
    name: 'A name has 1 to {{max}} characters in one line.',
    name_bytes: 'This name is too long for a form: {{max}} plain letters, fewer of other scripts. Please take a shorter one.',
    name_taken: 'There is a template of that name already.',
    limit: 'A server may have {{max}} templates. Please delete old ones first.',
    copies: 'A template may have {{max}} copies in Discord. Please delete old ones there first.',
    total: 'All texts of an embed together may have {{max}} characters; these have {{length}}.',
    empty: 'An embed needs a title, a description, a field, an author, a footer or a picture.',
    form_long: 'This description is longer than a form can hold ({{max}} characters). Please change it in the dashboard.',
    color: 'A colour is written like #4a7fc1.',
    image: 'The address of a picture begins with https://.',
  },
};
