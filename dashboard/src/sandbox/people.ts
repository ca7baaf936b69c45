import type { SandboxState } from '../../../scripts/sandbox/view.ts';
import { colorText, readableOn } from '../discord/color.ts';
import type { Named } from '../discord/surroundings.ts';

/** Behind coloured names, the hardest ground of each scheme. */
const BACKS = { light: '#eef0fe', dark: '#363a52' } as const;

/** A member as the page lists one. */
export interface Person extends Named {
  bot: boolean;
  locale: string;
  owner: boolean;
  /** The person's roles, highest first. */
  roles: Named[];
}

export interface Cast {
  people: Person[];
  users: Map<string, Named>;
  roles: Map<string, Named>;
  channels: Map<string, Named>;
}

function byId<Item extends Named>(items: Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Everybody and everything with a name, in colours that can be read in this scheme. */
export function castOf(state: SandboxState, scheme: 'light' | 'dark'): Cast {
  const [guild] = state.guilds;
  const ranked = [...(guild?.roles ?? [])].sort((left, right) => right.position - left.position);
  const colored = (color: number): Pick<Named, 'color'> => (color === 0 ? {} : { color: readableOn(colorText(color), BACKS[scheme]) });
  const roles: Named[] = ranked.filter((role) => role.id !== guild?.id).map((role) => ({ id: role.id, name: role.name, ...colored(role.color) }));
  const people = (guild?.members ?? []).flatMap((member): Person[] => {
    const user = state.users.find(({ id }) => id === member.user_id);
    if (user === undefined) return [];
    const held = roles.filter((role) => member.roles.includes(role.id));
    const color = held.find((role) => role.color !== undefined)?.color;
    return [{
      id: user.id, name: member.nick ?? user.global_name ?? user.username, bot: user.bot ?? false, locale: user.locale, roles: held,
      owner: guild?.owner_id === user.id, ...(color === undefined ? {} : { color }),
    }];
  });
  const channels = state.channels.filter(({ guild_id: at }) => at !== undefined).map(({ id, name, type }) => ({ id, name: name ?? id, type }));
  return { people, users: byId(people), roles: byId(roles), channels: byId(channels) };
}
