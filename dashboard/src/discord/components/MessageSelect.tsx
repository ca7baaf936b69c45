import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { RawComponent } from '../raw.ts';
import { useActions } from '../surroundings.ts';
import { defaultsOf } from './choices.ts';
import { Select } from './Select.tsx';

/** A select of a message: it shows the choice until the message says another. */
export function MessageSelect({ select }: { select: RawComponent }): ReactNode {
  const { act, waiting } = useActions();
  const defaults = defaultsOf(select).join();
  const [chosen, setChosen] = useState<string[]>([]);
  useEffect(() => setChosen(defaults === '' ? [] : defaults.split(',')), [defaults, select.custom_id]);
  const busy = waiting !== null && waiting === select.custom_id;
  return (
    <Select
      select={select} chosen={chosen} busy={busy}
      onChoose={(values) => {
        setChosen(values);
        if (select.custom_id !== undefined) act(select.custom_id, values);
      }}
    />
  );
}
