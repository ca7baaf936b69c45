import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { registerCommand, type CommandDefinition } from '../../discord/rows.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { auditRow } from '../../ledger/also.ts';
import type { Done, Json } from '../../ledger/operation.ts';
import { nameProblem, normalName } from './naming.ts';
import { COMMANDS_MAX, countCommands, NEW_A_DAY_MAX, readCreations, readRow, type CustomCommand } from './rows.ts';
import { countCreation, saveRow, type Saved } from './statements.ts';
import { holds, variableProblem } from './variables.ts';

/** Discord's limits for a message and for a command's description. */
export const RESPONSE_MAX = 2_000;
export const DESCRIPTION_MAX = 100;
/** Characters that a member may type into {args}, and the option that takes them. */
const ARGS_MAX = 200;
export const ARGS_OPTION = 'text';

const SAVE = 'custom_command_save';

/** Whether a caller who has seen another version than this is to be refused. */
export type StaleAt = (version: number) => Refusal | undefined;

/** What staff says of a command; what is left out stays as it is, and of a new one takes what is usual. */
export interface Asked {
  name: string;
  response: string;
  cost?: number | undefined;
  description?: string | undefined;
  private?: boolean | undefined;
}

const saved = z.object({
  name: z.string(), version: z.int(), description: z.string(), response: z.string(), cost: z.int(), private: z.int(),
  uses: z.int(), lastUsedAt: z.int().nullable(), createdAt: z.int().nullable(), created: z.boolean(),
});

/** A saved command as it was committed. */
export interface SavedCommand extends Omit<z.infer<typeof saved>, 'createdAt'> {
  createdAt: number;
  updatedAt: number;
}

export function savedOf({ data, at }: Done): SavedCommand {
  const command = saved.parse(data);
  return { ...command, createdAt: command.createdAt ?? at, updatedAt: at };
}

/**
 * Makes a command of the server's own or changes one, and has it registered at Discord. Saving one again as it is sends it
 * again, which brings it back where somebody took it from Discord.
 * @param staleAt the refusal of a version (0: there is none) that the caller has not seen
 */
export async function saveCommand(ctx: Context, asked: Asked, staleAt: StaleAt = () => undefined): Promise<Done> {
  const name = normalName(asked.name);
  const wrong = nameProblem(name, ctx.catalogue) ?? variableProblem(asked.response);
  if (wrong) throw AppError.from(wrong);
  const row = await readRow(ctx, name);
  const before = row?.removed === 0 ? row : undefined;
  const refusal = staleAt(before?.version ?? 0) ?? (before ? undefined : await noRoom(ctx));
  if (refusal) return ctx.ledger.refuse(SAVE, refusal);
  const command = commandOf(ctx, { ...asked, name }, before, (row?.version ?? 0) + 1);
  const note = auditRow({
    action: 'cc.save', target: `command:${name}`, ...(before ? { before: shown(before) } : {}), after: shown(command), source: ctx.source,
  });
  return ctx.ledger.post({
    kind: SAVE,
    also: [saveRow(command), ...(before ? [] : [countCreation()]), ...registerCommand(name, definitionOf(ctx, command)), note],
    basis: [`custom_command:${name}:${command.version - 1}`],
    data: {
      ...shown(command), name, version: command.version, private: command.private, uses: before?.uses ?? 0, lastUsedAt: before?.lastUsedAt ?? null,
      createdAt: before?.createdAt ?? null, created: before === undefined,
    },
  });
}

/** Why no further command can be made: Discord's limits for one server, all in all and in a day. */
async function noRoom(ctx: Context): Promise<Refusal | undefined> {
  const [count, creations] = await Promise.all([countCommands(ctx), readCreations(ctx)]);
  if (count >= COMMANDS_MAX) return { code: 'limited', text: 'customcommands.full', params: { max: COMMANDS_MAX } };
  if (creations.count < NEW_A_DAY_MAX) return undefined;
  return { code: 'limited', text: 'customcommands.daily_until', params: { max: NEW_A_DAY_MAX, until: creations.oldest + DAY_MS } };
}

function commandOf(ctx: Context, asked: Asked, before: CustomCommand | undefined, version: number): Saved {
  const { name, response, cost = before?.cost ?? 0 } = asked;
  const usual = before?.description ?? ctx.publicTexts.t('customcommands.usual_description');
  return {
    name, version, response, cost, description: asked.description ?? usual, removed: 0,
    private: Number(asked.private ?? before?.private === 1),
  };
}

function shown({ description, response, cost, private: own }: Saved): { [key: string]: Json } {
  return { description, response, cost, private: own === 1 };
}

/** As Discord takes it: far below the 8,000 characters of a command, with names and texts as short as they are here. */
function definitionOf({ publicTexts: { t } }: Context, { description, response }: Saved): CommandDefinition {
  const text = { type: 3, name: ARGS_OPTION, description: t('customcommands.args_description'), required: false, max_length: ARGS_MAX };
  return { description, options: holds(response, 'args') ? [text] : [] };
}
