import { MINUTE_MS } from '../../kernel/clock.ts';
import type { Step } from '../rows.ts';
import type { Reply } from './paced.ts';

type Refused = Extract<Reply, { kind: 'refused' }>;

/** Attempts without an answer before a row is given up. */
export const ATTEMPTS_MAX = 8;
/** Attempts at a role that Discord refuses: somebody may move the bot's role up meanwhile. */
const ROLE_ATTEMPTS_MAX = 4;

/** Attempts at a pin that Discord refuses: somebody may give the permission, or take another pin away, meanwhile. */
export const PIN_ATTEMPTS_MAX = 4;

/** Attempts at a command while Discord takes no new ones from the server today. */
const COMMAND_ATTEMPTS_MAX = 13;

const FIRST_MS = 2_000;
const LONGEST_MS = 30 * MINUTE_MS;
const ROLE_FIRST_MS = 2 * MINUTE_MS;
/** The day's limit of new commands is asked about again so often: all attempts together take longer than a day. */
const COMMANDS_FULL_MS = 120 * MINUTE_MS;

/** Discord's codes that mean something here. */
const CODE = {
  unknownChannel: 10_003, unknownMember: 10_007, unknownMessage: 10_008, unknownRole: 10_011, unknownUser: 10_013,
  pinsFull: 30_003, notOwnMessage: 50_005, unknownCommand: 10_063, commandsToday: 30_034,
};

/** Reasons of this Coffer's own, kept in a row's `error`; everything else there is Discord's own sentence. */
export const REASON = {
  deleted: 'outbox.deleted',
  channelOff: 'outbox.channel_off',
  noAnswer: 'outbox.no_answer',
  noMirror: 'outbox.no_mirror',
  notDrawn: 'outbox.not_drawn',
  address: 'outbox.address',
  /** The message is shown; what begins with `pin_` is about its pin alone. */
  pinForbidden: 'outbox.pin_forbidden',
  pinFull: 'outbox.pin_full',
  pinRefused: 'outbox.pin_refused',
} as const;

/** How long to wait (whole ms) after so many attempts (1, 2 …): three times longer each time, somewhere in the upper half of it. */
export function backOff(attempts: number, random: () => number, first = FIRST_MS): number {
  return Math.round(Math.min(LONGEST_MS, first * 3 ** (attempts - 1)) * (0.5 + random() / 2));
}

/** Why a message could not be pinned or unpinned, for its row. */
export function pinReason({ status, code }: Refused): string {
  if (code === CODE.pinsFull) return REASON.pinFull;
  return status === 403 ? REASON.pinForbidden : REASON.pinRefused;
}

/** The same for roles and pins that were refused: minutes. */
export const slowBackOff = (attempts: number, random: () => number): number => backOff(attempts, random, ROLE_FIRST_MS);

/** Whether the refusal is about the channel: gone, or closed to the bot. */
export function isChannelClosed({ status, code }: Refused): boolean {
  return code === CODE.unknownChannel || (status === 403 && code !== CODE.notOwnMessage);
}

export const isMessageGone = ({ code }: Refused): boolean => code === CODE.unknownMessage;

/** Whether what a role was to be taken from is not there any more, so that nothing is left to take. */
export const isNothingToTake = ({ code }: Refused): boolean => code === CODE.unknownMember || code === CODE.unknownRole;

export const isCommandGone = ({ code }: Refused): boolean => code === CODE.unknownCommand;

/** How long a refused step waits for its next attempt; null: it is given up. */
export function retryWait(step: Step['do'], refused: Refused, attempts: number, random: () => number): number | null {
  if (step === 'role' && attempts < ROLE_ATTEMPTS_MAX) return slowBackOff(attempts, random);
  if (step === 'command' && refused.code === CODE.commandsToday && attempts < COMMAND_ATTEMPTS_MAX) return COMMANDS_FULL_MS;
  return null;
}

/** Whether somebody cannot be written to, now or later: closed, blocked, left, gone. */
export const isUnreachable = ({ status, code }: Refused): boolean =>
  status === 403 || code === CODE.unknownUser || code === CODE.unknownChannel;

/** The line that an admin reads. */
export const sentence = ({ status, code, message }: Refused): string => `${message} (${code || status})`.slice(0, 300);
