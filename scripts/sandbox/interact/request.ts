import type { Dict } from '../model.ts';

/** A file given for an attachment option or a file upload; data is base64. */
export interface GivenFile {
  filename: string;
  content_type: string;
  data: string;
}

/** A file that POST /_sandbox/upload has stored. */
export interface UploadedId {
  uploaded: string;
}

export type GivenValue = string | number | boolean | GivenFile | UploadedId | (string | GivenFile | UploadedId)[];

/** An option in Discord's own form, sent on as it is. */
export type RawOption = Dict & { name: string };

/** What POST /_sandbox/interact takes: who does what, and where. */
export interface InteractRequest {
  /** Name, mention or id of a member, or a part (owner, admin, mod, member); member unless told. */
  as?: string;
  guild?: string;
  /** Name, mention or id; general unless told. */
  channel?: string;
  dm?: boolean;
  /** Overrides the person's own language. */
  locale?: string;
  /** "eco give" names a subcommand; options as {name: value}, or in Discord's form. Context menus have a target. */
  command?: { name: string; options?: Record<string, GivenValue> | RawOption[]; type?: number; target?: string };
  autocomplete?: { name: string; options?: Record<string, GivenValue> | RawOption[]; focused?: string };
  component?: { message: string; custom_id: string; values?: string[] };
  /** Fills the modal last shown to the person; fields by custom_id or label. */
  modal?: { fields: Record<string, GivenValue>; custom_id?: string };
  ping?: boolean;
  /** Laid over the finished interaction, so that anything can be sent. */
  raw?: Dict;
  /** Sent instead of the interaction, whatever it is. */
  raw_body?: string;
  /** Skips what Discord's client and server check before an app hears of it. */
  unchecked?: boolean;
  timestamp?: string;
  signature?: 'bad' | 'missing';
  /** Delivers the same interaction so many times at once. */
  repeat?: number;
}

/** A request the stand-in cannot make an interaction of: Discord would not send one. Each line says why. */
export class Refusal extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'Refusal';
    this.problems = problems;
  }
}
