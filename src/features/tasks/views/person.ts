import { isSnowflake } from '../../../kernel/snowflake.ts';
import { mention } from '../../../kernel/markdown.ts';

/** Who of staff did something: a member's mention, or the operator's account by its name. */
export function personName(id: string): string {
  return isSnowflake(id) ? mention(id) : id;
}
