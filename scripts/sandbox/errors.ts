import type { Dict } from './model.ts';

/** Discord's JSON error codes that the stand-in answers with, each with its HTTP status and wording. */
const CODES = {
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  30003: [400, 'Maximum number of pinned messages reached (250)'],
  30007: [400, 'Maximum number of webhooks reached (15)'],
  30032: [400, 'Maximum number of application commands reached'],
  30034: [429, 'Max number of daily application command creates has been reached (200)'],
  30046: [429, 'Maximum number of edits to messages older than 1 hour reached. Try again later'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40333: [403, 'internal network error'],
  50001: [403, 'Missing Access'],
  50003: [403, 'Cannot execute action on this channel type'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50016: [400, 'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete'],
  50019: [400, 'A message can only be pinned to the channel it was sent in'],
  50027: [401, 'Invalid Webhook Token'],
  50034: [400, 'A message provided was too old to bulk delete'],
  50035: [400, 'Invalid Form Body'],
  50109: [400, 'The request body contains invalid JSON.'],
} as const;

export type ErrorCode = keyof typeof CODES;

/** An answer in Discord's error shape: {code, message, errors?}. */
export class DiscordError extends Error {
  readonly status: number;
  readonly body: Dict;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Dict, headers: Record<string, string> = {}) {
    super(String(body['message']));
    this.name = 'DiscordError';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The error for one of Discord's codes; `extra` is added to the body (for 50035: errors). */
export function failure(code: ErrorCode, extra: Dict = {}): DiscordError {
  const [status, message] = CODES[code];
  return new DiscordError(status, { message, code, ...extra });
}

/** The bare errors that Discord gives with code 0, such as "401: Unauthorized". */
export function bareFailure(status: number, reason: string): DiscordError {
  return new DiscordError(status, { message: `${status}: ${reason}`, code: 0 });
}
