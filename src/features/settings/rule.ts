import type { AnyCommand, Command } from '../../define/command.ts';
import { command } from '../../define/command.ts';
import type { Context } from '../../define/context.ts';
import type { OptionValues, Options } from '../../define/options.ts';
import type { Settings } from '../../kernel/settings.ts';
import { changeSettings } from './change.ts';
import type { Section } from './sections.ts';
import { showSettings } from './section-select.ts';

interface SectionCommand<O extends Options> {
  section: Section;
  options: O;
  /** Checks what was asked by itself and writes it into the draft. May throw AppError for input that is wrong whatever the settings are. */
  change(draft: Settings, options: OptionValues<O>, ctx: Context): void;
}

/** A `/config` subcommand named like its section. Without any option it shows the section. */
export function sectionCommand<O extends Options>({ section, options, change }: SectionCommand<O>): AnyCommand {
  const declared: Command<O> = {
    name: section,
    permission: 'admin',
    reply: 'private',
    changes: 'staff',
    options,
    async run(ctx, given) {
      if (Object.keys(given).length === 0) return showSettings(ctx, section);
      return changeSettings(ctx, section, (draft) => change(draft, given, ctx));
    },
  };
  return command(declared);
}
