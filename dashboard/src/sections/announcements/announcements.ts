import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, ifMatch, versioned, type ApiSchema } from '../../api.ts';
import { etagOf } from '../../ui/etag.ts';
import { useServer } from '../../ui/server.ts';

type List = ApiSchema['/api/:server_id/announcements']['$get']['output'];
export type Announcement = List['data'][number];
export type NewAnnouncement = ApiSchema['/api/:server_id/announcements']['$post']['input']['json'];
export type AnnouncementChange = ApiSchema['/api/:server_id/announcements/:announcement_id']['$put']['input']['json'];

export const STATES = ['scheduled', 'posted'] as const;
const TABLE_PAGE = 25;
const WHOLE_PAGE = 100;

export interface Asked {
  state: (typeof STATES)[number] | undefined;
  channel: string | undefined;
}

/** The filters of the address as the API takes them. */
export const askedOf = ({ state, channel }: Record<string, string>): Asked => ({ state: STATES.find((known) => known === state), channel });

const queryOf = ({ state, channel }: Asked) => ({ ...(state === undefined ? {} : { state }), ...(channel === undefined ? {} : { channel }) });

/** A page of the list, newest first. */
export function useAnnouncementPage(asked: Asked, cursor: string | undefined) {
  const server = useServer();
  const query = { ...queryOf(asked), per_page: TABLE_PAGE, ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({ queryKey: [server, 'announcements', 'page', query], queryFn: () => answer(api[':server_id'].announcements.$get({ param: { server_id: server }, query })) });
}

/** All announcements that fit, for the calendar; a server has some hundred at most. */
export function useAllAnnouncements(asked: Asked) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'announcements', 'all', asked],
    queryFn: async () => {
      const all: Announcement[] = [];
      let cursor: string | null = null;
      do {
        const query = { ...queryOf(asked), per_page: WHOLE_PAGE, ...(cursor === null ? {} : { cursor }) };
        const page: List = await answer(api[':server_id'].announcements.$get({ param: { server_id: server }, query }));
        all.push(...page.data);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return all;
    },
  });
}

/** One announcement at its version. */
export function useAnnouncement(id: string) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'announcements', 'one', id],
    queryFn: () => versioned(api[':server_id'].announcements[':announcement_id'].$get({ param: { server_id: server, announcement_id: id } })),
  });
}

/** Reads the announcements anew. */
export function useAnnouncementsAgain(): () => Promise<void> {
  const client = useQueryClient();
  const server = useServer();
  return () => client.invalidateQueries({ queryKey: [server, 'announcements'] });
}

/** Pins the newest message or takes the pin from it; done when the list knows. */
export function usePin() {
  const server = useServer();
  const again = useAnnouncementsAgain();
  const one = api[':server_id'].announcements[':announcement_id'];
  return useMutation({
    mutationFn: ({ id, pin }: { id: number; pin: boolean }) => {
      const [param, headers] = [{ server_id: server, announcement_id: String(id) }, idempotencyKey()];
      return pin ? answer(one.pin.$post({ param }, { headers })) : answer(one.unpin.$post({ param }, { headers }));
    },
    onSettled: again,
  });
}

/** Deletes an announcement, with its messages in Discord or without. */
export function useRemoveAnnouncement() {
  const server = useServer();
  const again = useAnnouncementsAgain();
  return useMutation({
    mutationFn: ({ announcement: { id, version }, withMessages }: { announcement: Announcement; withMessages: boolean }) =>
      answer(api[':server_id'].announcements[':announcement_id'].$delete(
        { param: { server_id: server, announcement_id: String(id) }, query: { delete_discord_message: withMessages ? 'true' : 'false' } }, { headers: ifMatch(etagOf(version)) },
      )),
    onSettled: again,
  });
}
