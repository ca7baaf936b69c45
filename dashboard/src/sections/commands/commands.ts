import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, ifMatch, type ApiSchema } from '../../api.ts';
import { etagOf } from '../../ui/etag.ts';
import { useServer } from '../../ui/server.ts';

export type Command = ApiSchema['/api/commands']['$get']['output']['data'][number];
export type CommandSave = ApiSchema['/api/commands']['$post']['input']['json'];

/** Commands that Discord takes from one server: all of them fit on one page of the API. */
export const COMMANDS_MAX = 100;
/** New ones that Discord takes in 24 hours. */
export const NEW_A_DAY_MAX = 200;

/** The server's own commands, by name. */
export function useCommands() {
  const server = useServer();
  return useQuery({ queryKey: [server, 'commands'], queryFn: () => answer(api.commands.$get({ query: { server_id: server, per_page: COMMANDS_MAX } })) });
}

/** Reads the commands anew. */
export function useCommandsAgain(): () => Promise<void> {
  const client = useQueryClient();
  const server = useServer();
  return () => client.invalidateQueries({ queryKey: [server, 'commands'] });
}

/**
 * Makes a command or changes one. Version 0 is that of none: a name that somebody else has taken meanwhile is refused.
 * @param quiet where a form shows the refusal itself
 */
export function useSaveCommand(quiet: boolean) {
  const server = useServer();
  const again = useCommandsAgain();
  return useMutation({
    meta: { quiet },
    mutationFn: ({ etag, ...asked }: Omit<CommandSave, 'server_id'> & { etag: string }) => answer(api.commands.$post({ json: { server_id: server, ...asked } }, { headers: ifMatch(etag) })),
    onSettled: () => void again(),
  });
}

/** Takes a command away. */
export function useRemoveCommand() {
  const server = useServer();
  const again = useCommandsAgain();
  return useMutation({
    mutationFn: ({ name, version }: Command) => answer(api.commands[':name'].$delete({ param: { name }, query: { server_id: server } }, { headers: ifMatch(etagOf(version)) })),
    onSettled: again,
  });
}
