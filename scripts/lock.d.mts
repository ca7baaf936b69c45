/** Types of lock.mjs, which stays plain JavaScript because it runs on the machine's own Node. */
export interface LockEntry {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockEntry>;
}

export interface Platform {
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

export function platformOfName(name: string): Platform | null;
export function missingEntries(lock: Lock): { parent: string; name: string; version: string }[];
export function complete(lock: Lock, ask?: (name: string, version: string) => Platform): string[];
