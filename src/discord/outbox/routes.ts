import type { Route } from './buckets.ts';

/** Routes of the outbox, as Discord limits them. */
export const ROUTE = {
  createMessage: (channel: string): Route => ({ name: 'POST /channels/:channel/messages', major: channel }),
  listMessages: (channel: string): Route => ({ name: 'GET /channels/:channel/messages', major: channel }),
  editMessage: (channel: string): Route => ({ name: 'PATCH /channels/:channel/messages/:message', major: channel }),
  deleteMessage: (channel: string): Route => ({ name: 'DELETE /channels/:channel/messages/:message', major: channel }),
  pin: (channel: string): Route => ({ name: 'PUT /channels/:channel/messages/pins/:message', major: channel }),
  unpin: (channel: string): Route => ({ name: 'DELETE /channels/:channel/messages/pins/:message', major: channel }),
  addRole: (guild: string): Route => ({ name: 'PUT /guilds/:guild/members/:member/roles/:role', major: guild }),
  removeRole: (guild: string): Route => ({ name: 'DELETE /guilds/:guild/members/:member/roles/:role', major: guild }),
  createCommand: (guild: string): Route => ({ name: 'POST /applications/:application/guilds/:guild/commands', major: guild }),
  listCommands: (guild: string): Route => ({ name: 'GET /applications/:application/guilds/:guild/commands', major: guild }),
  deleteCommand: (guild: string): Route => ({ name: 'DELETE /applications/:application/guilds/:guild/commands/:command', major: guild }),
  openDirect: (): Route => ({ name: 'POST /users/@me/channels', major: '' }),
};
