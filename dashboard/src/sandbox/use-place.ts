import { useCallback, useEffect, useState } from 'react';

/** Who acts, and where: names or ids, as they stand in the address. */
export interface Place {
  as: string;
  channel: string;
}

const START: Place = { as: 'mika', channel: 'general' };

function placeOf(search: string): Place {
  const query = new URLSearchParams(search);
  return { as: query.get('as') ?? START.as, channel: query.get('channel') ?? START.channel };
}

/** The place of the page's address, and a way to go to another. */
export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(() => placeOf(location.search));
  useEffect(() => {
    const back = (): void => setPlace(placeOf(location.search));
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  const go = useCallback((change: Partial<Place>) => {
    const next = { ...placeOf(location.search), ...change };
    history.pushState(null, '', `?${new URLSearchParams({ ...next }).toString()}`);
    setPlace(next);
  }, []);
  return [place, go];
}
