/** The list with the item in it, or without it; the order of the others stays. */
export function toggled<T>(list: readonly T[], item: T, present: boolean): T[] {
  if (present) return list.includes(item) ? [...list] : [...list, item];
  return list.filter((other) => other !== item);
}
