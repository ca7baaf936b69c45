import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useConfig } from '../../ui/server.ts';
import { useChangeConfig, type ConfigChange } from './config.ts';

interface ToggleProps {
  label: string;
  description: string;
  on: boolean;
  /** The change that sets it. */
  set: (on: boolean) => ConfigChange;
}

/** Saves at once; what is refused snaps back, with the reason in a notice. */
export function Toggle({ label, description, on, set }: ToggleProps): ReactNode {
  const { data } = useConfig();
  const change = useChangeConfig();
  const shown = change.isPending ? !on : on;
  return (
    <Switch
      label={label} description={description} checked={shown} aria-busy={change.isPending}
      onChange={({ currentTarget }) => (change.isPending || !data ? undefined : change.mutate({ json: set(currentTarget.checked), etag: data.etag }))}
    />
  );
}
