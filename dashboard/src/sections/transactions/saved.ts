import { useLocalStorage } from '@mantine/hooks';
import { useServer } from '../../ui/server.ts';
import { FILTERS } from './transactions.ts';

export interface View {
  name: string;
  filters: Record<string, string>;
}

const VIEWS_MAX = 30;

function isView(value: unknown): value is View {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('filters' in value)) return false;
  return typeof value.name === 'string' && typeof value.filters === 'object' && value.filters !== null && Object.values(value.filters).every((text) => typeof text === 'string');
}

/** What was kept, without what somebody else has put there. */
function readViews(text: string | undefined): View[] {
  if (text === undefined) return [];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter(isView) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Lists of this server that were given a name in this browser. A name that is used again gets the new filters. */
export function useViews(): { views: View[]; keep: (name: string, filters: Record<string, string>) => void; drop: (name: string) => void } {
  const server = useServer();
  const [views, setViews] = useLocalStorage<View[]>({ key: `coffer-views-${server}`, defaultValue: [], deserialize: readViews, getInitialValueInEffect: false });
  return {
    views,
    keep: (name, filters) => {
      const kept = Object.fromEntries(FILTERS.flatMap((filter) => (filters[filter] === undefined ? [] : [[filter, filters[filter]]])));
      setViews((before) => [...before.filter((view) => view.name !== name), { name, filters: kept }].slice(-VIEWS_MAX));
    },
    drop: (name) => setViews((before) => before.filter((view) => view.name !== name)),
  };
}
