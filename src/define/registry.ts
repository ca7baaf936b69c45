import type { Claimer } from './claim.ts';
import type { AnyCommand, GuildCommands, UserCommand } from './command.ts';
import type { AnyComponent, AnyModal } from './component.ts';
import type { Catalogue } from './context.ts';
import { isGroup, type Feature } from './feature.ts';

export interface Registered<T> {
  feature: string;
  declared: T;
}

/** Everything that can be run, by the name under which it arrives. Payload and dispatch both read the same features. */
export interface Registry {
  features: Feature[];
  /** `pay`, `eco give`. */
  commands: Map<string, Registered<AnyCommand>>;
  /** By the English name that Discord sends. */
  userCommands: Map<string, Registered<UserCommand>>;
  /** `key.version`. */
  components: Map<string, Registered<AnyComponent>>;
  modals: Map<string, Registered<AnyModal>>;
  /** Where a server's command goes that is none of the above. */
  guildCommands: Registered<GuildCommands> | null;
  claimers: Claimer[];
  catalogue: Catalogue;
}

function add<T>(map: Map<string, Registered<T>>, name: string, feature: string, declared: T): void {
  if (map.has(name)) throw new Error(`declared twice: ${name}`);
  map.set(name, { feature, declared });
}

/** The registry of a list of features. Throws where two declare the same name. */
export function registryOf(features: Feature[], englishName: (key: string) => string): Registry {
  const registry: Registry = {
    features, commands: new Map(), userCommands: new Map(), components: new Map(), modals: new Map(), guildCommands: null,
    claimers: features.flatMap((feature) => feature.claimers ?? []),
    catalogue: { commands: [] },
  };
  for (const feature of features) {
    for (const declared of feature.commands ?? []) {
      const list = isGroup(declared) ? declared.subcommands.map((sub): [string, AnyCommand] => [`${declared.name} ${sub.name}`, sub]) : [[declared.name, declared] as const];
      for (const [path, command] of list) add(registry.commands, path, feature.name, command);
    }
    for (const menu of feature.userCommands ?? []) {
      add(registry.userCommands, englishName(`${feature.name}.menus.${menu.name}`), feature.name, menu);
    }
    if (feature.guildCommands) {
      if (registry.guildCommands) throw new Error(`declared twice: the commands of servers, by ${registry.guildCommands.feature} and ${feature.name}`);
      registry.guildCommands = { feature: feature.name, declared: feature.guildCommands };
    }
    for (const item of feature.components ?? []) add(registry.components, `${item.key}.${item.version}`, feature.name, item);
    for (const item of feature.modals ?? []) add(registry.modals, `${item.key}.${item.version}`, feature.name, item);
  }
  registry.catalogue.commands = [...registry.commands].map(([path, { feature, declared }]) => ({ path, feature, permission: declared.permission }));
  return registry;
}
