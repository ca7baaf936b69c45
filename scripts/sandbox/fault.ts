/**
 * How a call is made to fail. 'hang': never answered. 'lost-answer': carried out, then the connection is cut.
 * 'slow': answered after delay_ms. 'accept-drop': answered as a success but never stored. 'ban': the plain-text 429 of a banned address.
 */
export const FAULT_KINDS = ['429', '500', '403', '404', '10015', 'hang', 'slow', 'lost-answer', 'accept-drop', 'ban'] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  /** HTTP method, or * for any. */
  method?: string;
  /** Path below /api/v10: * stands for one segment, ** for any rest. */
  path: string;
  /** Calls that it strikes; 1 unless told. */
  times?: number;
  /** Calls that it lets pass first. */
  after?: number;
  kind: FaultKind;
  /** Seconds, for 429 and ban. */
  retry_after?: number;
  /** How long a slow answer takes, ms. */
  delay_ms?: number;
  scope?: 'user' | 'global' | 'shared';
}
