import type { Item } from './items.ts';

/** The filters of the page, as the address has them. */
export type ShopFilters = Partial<Record<'category' | 'stock' | 'retired', string>>;

export const isFiltered = ({ category, stock, retired }: ShopFilters): boolean => Boolean(category ?? stock ?? retired);

/** Whether an item fits what is asked for. -1 is an unlimited stock. */
export function fits({ category: own, stock: pieces }: Item, { category, stock }: ShopFilters): boolean {
  if (category !== undefined && own.toLowerCase() !== category.toLowerCase()) return false;
  return stock === undefined || (stock === 'out') === (pieces === 0);
}

/** Categories in use, each once whatever its capitals. */
export function categoriesOf(items: Item[]): string[] {
  const found = new Map(items.filter(({ category }) => category !== '').map(({ category }) => [category.toLowerCase(), category]));
  return [...found.values()].sort((a, b) => a.localeCompare(b));
}
