import { FAULT_KINDS } from './fault.ts';
import type { Fault, FaultKind } from './fault.ts';
import { bareFailure, DiscordError, failure } from './errors.ts';
import { limited } from './ratelimit.ts';

function fits(pattern: string, path: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const expression = escaped.replace(/\*\*|\*/g, (star) => (star === '**' ? '.*' : '[^/]+'));
  return new RegExp(`^${expression}$`).test(path);
}

/** How long a slow call takes unless told, ms: longer than a person waits, shorter than a deadline. */
export const SLOW_MS = 4_000;

/** Reads a list of faults from a request body; throws an Error that names what is wrong. */
export function parseFaults(body: unknown): Fault[] {
  const list = Array.isArray(body) ? body : [body];
  for (const item of list as Partial<Fault>[]) {
    if (typeof item?.path !== 'string') throw new Error('a fault needs a path, such as /channels/*/messages');
    if (!FAULT_KINDS.includes(item.kind as FaultKind)) throw new Error(`a fault's kind is one of ${FAULT_KINDS.join(', ')}`);
  }
  return list as Fault[];
}

/** The faults waiting to strike, in the order they were given. */
export class Faults {
  private pending: Fault[] = [];
  /** Called when a fault comes or goes; the pages listen here. */
  onChange: () => void = () => undefined;

  add(faults: Fault[]): void {
    this.pending.push(...faults.map((fault) => ({ times: 1, after: 0, ...fault })));
    this.onChange();
  }

  clear(): void {
    this.pending = [];
    this.onChange();
  }

  list(): Fault[] {
    return this.pending;
  }

  /** The fault that strikes this call, if any; it is used up by that. */
  strike(method: string, path: string): Fault | undefined {
    for (const fault of this.list()) {
      if ((fault.method ?? '*') !== '*' && fault.method?.toUpperCase() !== method) continue;
      if (!fits(fault.path, path)) continue;
      if ((fault.after ?? 0) > 0) {
        fault.after = (fault.after ?? 0) - 1;
        continue;
      }
      fault.times = (fault.times ?? 1) - 1;
      this.onChange();
      if (fault.times <= 0) this.pending = this.pending.filter((waiting) => waiting !== fault);
      return fault;
    }
    return undefined;
  }
}

/** The refusal of a fault that answers instead of the route, or undefined for the kinds that do not. */
export function refusalOf(fault: Fault): DiscordError | undefined {
  switch (fault.kind) {
    case '429': return limited((fault.retry_after ?? 1) * 1000, fault.scope ?? 'user');
    case '500': return bareFailure(500, 'Internal Server Error');
    case '403': return failure(50001);
    case '404': return bareFailure(404, 'Not Found');
    case '10015': return failure(10015);
    default: return undefined;
  }
}
