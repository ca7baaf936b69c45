/** The kinds of refusal; each door maps a kind once (colour and text in Discord, status in the API). */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  /** The record has another version than the client has seen. */
  | 'stale'
  /** The same idempotency key came with other input. */
  | 'mismatch'
  | 'insufficient'
  | 'limited'
  | 'blocked'
  | 'unavailable';

export type ErrorParams = Record<string, string | number>;

/** A refusal as data: what a stored outcome holds and what crosses from the guild's object to the Worker. */
export interface Refusal {
  code: ErrorCode;
  /** Key of the text in the catalogues, such as `errors.funds`. */
  text: string;
  params?: ErrorParams;
}

/** A refusal that the person can act on. Everything else that is thrown is a fault and is shown bare. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly text: string;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, text: string, params: ErrorParams = {}) {
    super(`${code}: ${text}`);
    this.name = 'AppError';
    this.code = code;
    this.text = text;
    this.params = params;
  }

  /** The error that a stored or transported refusal stands for. */
  static from(refusal: Refusal): AppError {
    return new AppError(refusal.code, refusal.text, refusal.params);
  }
}
