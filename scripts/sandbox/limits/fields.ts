import { failure } from '../errors.ts';
import type { DiscordError } from '../errors.ts';
import type { Dict } from '../model.ts';

interface Problem {
  path: (string | number)[];
  code: string;
  message: string;
}

/** Collects what is wrong with a body, field by field, in the shape of Discord's error 50035. */
export class Problems {
  readonly list: Problem[] = [];

  add(path: (string | number)[], code: string, message: string): void {
    this.list.push({ path, code, message });
  }

  /** One line a problem, for people. */
  lines(): string[] {
    return this.list.map((p) => `${p.path.join('.') || 'body'}: ${p.message}`);
  }

  /** The answer Discord would give, or undefined when all is well. */
  failure(): DiscordError | undefined {
    if (this.list.length === 0) return undefined;
    // Without a prototype: a key of the body may be called __proto__.
    const errors = Object.create(null) as Dict;
    for (const problem of this.list) {
      let node = errors;
      for (const key of problem.path) node = (node[String(key)] ??= Object.create(null)) as Dict;
      const at = (node['_errors'] ??= []) as Dict[];
      at.push({ code: problem.code, message: problem.message });
    }
    return failure(50035, { errors });
  }

  throwIfAny(): void {
    const found = this.failure();
    if (found !== undefined) throw found;
  }
}

/** A place in a body: knows its path, and complains in Discord's words. Absent and null count alike. */
export class Field {
  readonly problems: Problems;
  readonly path: (string | number)[];
  readonly value: unknown;

  constructor(problems: Problems, value: unknown, path: (string | number)[] = []) {
    this.problems = problems;
    this.value = value;
    this.path = path;
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  at(key: string | number): Field {
    const inside = typeof this.value === 'object' && this.value !== null ? (this.value as Dict)[String(key)] : undefined;
    return new Field(this.problems, inside, [...this.path, key]);
  }

  fail(code: string, message: string): void {
    this.problems.add(this.path, code, message);
  }

  required(): boolean {
    if (!this.present) this.fail('BASE_TYPE_REQUIRED', 'This field is required');
    return this.present;
  }

  /** A text of min to max UTF-16 units; its length, 0 when absent. */
  text(max: number, min = 0): number {
    if (!this.present) return 0;
    if (typeof this.value !== 'string') {
      this.fail('STRING_TYPE_CONVERT', 'Could not interpret value as string.');
      return 0;
    }
    const { length } = this.value;
    if (length > max || length < min) this.wrongLength(length, min, max);
    return length;
  }

  /** The items of a list of min to max entries; none when absent. */
  items(max: number, min = 0): Field[] {
    if (!this.present) return [];
    if (!Array.isArray(this.value)) {
      this.fail('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (this.value.length > max || this.value.length < min) this.wrongLength(this.value.length, min, max);
    return this.value.map((_, index) => this.at(index));
  }

  integer(min: number, max: number): void {
    if (!this.present) return;
    if (typeof this.value !== 'number' || !Number.isInteger(this.value)) {
      this.fail('NUMBER_TYPE_COERCE', `Value "${String(this.value)}" is not int.`);
    } else if (this.value < min) this.fail('NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    else if (this.value > max) this.fail('NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  }

  url(max: number, schemes: readonly string[]): void {
    if (!this.present) return;
    this.text(max);
    const scheme = /^([a-z]+):\/\/\S+$/i.exec(String(this.value))?.[1]?.toLowerCase();
    if (scheme === undefined) this.fail('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    else if (!schemes.includes(scheme)) this.fail('URL_TYPE_INVALID_SCHEME', `"${scheme}" is not supported. Scheme must be one of ${schemes.join(', ')}.`);
  }

  private wrongLength(length: number, min: number, max: number): void {
    if (length > max && min === 0) this.fail('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    else this.fail('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
}
