import type { StoredMessage } from '../../../../scripts/sandbox/model.ts';
import type { RawMessage } from '../../discord/raw.ts';

/** A stored message as the renderer takes it. */
export function rawOf({ message }: StoredMessage): RawMessage {
  // The same JSON by two names: Discord's types tell null and absent apart where the renderer need not.
  return message as unknown as RawMessage;
}
