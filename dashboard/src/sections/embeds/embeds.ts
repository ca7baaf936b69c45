import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, ifMatch, versioned, type ApiSchema } from '../../api.ts';
import { etagOf } from '../../ui/etag.ts';
import { useServer } from '../../ui/server.ts';

export type Template = ApiSchema['/api/:server_id/embeds']['$get']['output']['data'][number];
export type TemplateWithCopies = ApiSchema['/api/:server_id/embeds/:embed_id']['$get']['output'];
export type NewTemplate = ApiSchema['/api/:server_id/embeds']['$post']['input']['json'];
export type TemplateChange = ApiSchema['/api/:server_id/embeds/:embed_id']['$put']['input']['json'];

const PAGE = 25;

/** A page of templates, by name. */
export function useEmbedPage(cursor: string | undefined) {
  const server = useServer();
  const query = { per_page: PAGE, ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({ queryKey: [server, 'embeds', 'page', query], queryFn: () => answer(api[':server_id'].embeds.$get({ param: { server_id: server }, query })) });
}

/** One template at its version, with its copies in Discord. */
export function useEmbed(id: string) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'embeds', 'one', id],
    queryFn: () => versioned(api[':server_id'].embeds[':embed_id'].$get({ param: { server_id: server, embed_id: id } })),
  });
}

/** Reads the templates anew. */
export function useEmbedsAgain(): () => Promise<void> {
  const client = useQueryClient();
  const server = useServer();
  return () => client.invalidateQueries({ queryKey: [server, 'embeds'] });
}

/** Posts a copy in a channel. */
export function usePostCopy() {
  const server = useServer();
  const again = useEmbedsAgain();
  return useMutation({
    mutationFn: ({ id, channel }: { id: number; channel: string }) =>
      answer(api[':server_id'].embeds[':embed_id'].post.$post({ param: { server_id: server, embed_id: String(id) }, json: { channel_id: channel } }, { headers: idempotencyKey() })),
    onSettled: again,
  });
}

/** Deletes a template, with its copies in Discord or without. */
export function useRemoveEmbed() {
  const server = useServer();
  const again = useEmbedsAgain();
  return useMutation({
    mutationFn: ({ template: { id, version }, withMessages }: { template: Template; withMessages: boolean }) => answer(api[':server_id'].embeds[':embed_id'].$delete(
      { param: { server_id: server, embed_id: String(id) }, query: { delete_discord_message: withMessages ? 'true' : 'false' } }, { headers: ifMatch(etagOf(version)) },
    )),
    onSettled: again,
  });
}
