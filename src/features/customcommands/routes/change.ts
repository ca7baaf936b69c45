import * as z from 'zod';
import { snowflakeId } from '../../../define/page.ts';
import { created, guildRoute, ok, type AnyRoute, type ApiContext } from '../../../define/route.ts';
import { staleness } from '../../../define/versions.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { NAME_MAX } from '../naming.ts';
import { removeCommand } from '../remove.ts';
import { DESCRIPTION_MAX, RESPONSE_MAX, saveCommand, savedOf } from '../save.ts';
import { commandBody, commandShape } from './shape.ts';

/** Room for the slash that people type. */
const typedName = z.string().trim().min(1).max(NAME_MAX + 1);

/** Makes a command, or changes the one of that name: what is left out stays. */
export const postCommand = guildRoute({
  method: 'POST', path: '/api/commands', server: 'body', access: 'moderator',
  summary: 'Save a server\'s own slash command',
  body: z.object({
    server_id: snowflakeId, name: typedName, response: z.string().trim().min(1).max(RESPONSE_MAX),
    cost: z.int().min(0).max(AMOUNT_MAX).optional(),
    description: z.string().trim().min(1).max(DESCRIPTION_MAX).regex(/^[^\r\n]*$/, 'one line').optional(),
    private: z.boolean().optional(),
  }),
  reply: commandShape,
  async run(ctx, { body: { server_id: _server, ...asked } }) {
    const command = savedOf(await saveCommand(ctx, asked, (version) => staleness(ctx, version)));
    const body = commandBody(command, { state: 'pending', commandId: null, error: '' });
    return command.created ? created(body, command.version) : ok(body, { version: command.version });
  },
});

const removedShape = z.object({ name: z.string(), removed: z.literal(true), uses: z.int() });
const removedData = z.object({ name: z.string(), uses: z.int() });

async function remove(ctx: ApiContext, name: string): Promise<{ body: z.input<typeof removedShape> }> {
  const done = await removeCommand(ctx, name, (version) => staleness(ctx, version));
  return ok({ ...removedData.parse(done.data), removed: true as const });
}

const removing = { method: 'DELETE', server: 'query', access: 'moderator', summary: 'Remove a server\'s own slash command', reply: removedShape } as const;

/** With the name in the address, as the older bot had it, and as a parameter. */
export const deleteCommands: AnyRoute[] = [
  guildRoute({
    ...removing, path: '/api/commands/:name',
    params: z.object({ name: typedName }), query: z.object({ server_id: snowflakeId }),
    run: (ctx, { params }) => remove(ctx, params.name),
  }),
  guildRoute({
    ...removing, path: '/api/commands',
    query: z.object({ server_id: snowflakeId, name: typedName }),
    run: (ctx, { query }) => remove(ctx, query.name),
  }),
];
