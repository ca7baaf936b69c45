import { Alert, Button, Center, Loader, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../discord/discord.css';
import { DIRECT } from '../../../scripts/sandbox/view.ts';
import { castOf } from './people.ts';
import { Room } from './Room.tsx';
import './sandbox.css';
import { usePlace } from './use-place.ts';
import { useStandIn } from './use-stand-in.ts';

function Waiting({ connected }: { connected: boolean }): ReactNode {
  const { t } = useTranslation('sandbox');
  return (
    <Center component="main" h="100dvh">
      {connected ? <Loader aria-label={t('loading')} /> : <Alert color="red" title={t('notThere')}>{t('notThereText')}</Alert>}
    </Center>
  );
}

function Lost({ onHome }: { onHome: () => void }): ReactNode {
  const { t } = useTranslation('sandbox');
  return (
    <Center component="main" h="100dvh">
      <Stack align="center"><Text>{t('nobody')}</Text><Button onClick={onHome}>{t('home')}</Button></Stack>
    </Center>
  );
}

/** The sandbox page: a Discord of one's own, with the real bot in it. */
export function App(): ReactNode {
  const [place, go] = usePlace();
  const direct = place.channel === DIRECT;
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const standIn = useStandIn(place.as, place.channel);
  const { state } = standIn;
  const cast = useMemo(() => (state === null ? null : castOf(state, scheme)), [state, scheme]);
  const actAs = useCallback((id: string) => {
    const user = state?.users.find((each) => each.id === id);
    go({ as: user?.username ?? id });
  }, [state, go]);
  const openChannel = useCallback((id: string | null) => go({ channel: id === null ? DIRECT : state?.channels.find((each) => each.id === id)?.name ?? id }), [state, go]);
  if (state === null || cast === null) return <Waiting connected={standIn.connected} />;
  const user = state.users.find(({ id, username }) => id === place.as || username === place.as);
  const actor = cast.people.find(({ id }) => id === user?.id);
  if (actor === undefined) return <Lost onHome={() => go({ as: 'mika', channel: 'general' })} />;
  const channel = direct ? null : state.channels.find(({ id, name }) => id === place.channel || name === place.channel)?.id ?? null;
  return <Room standIn={standIn} state={state} cast={cast} actor={actor} channel={channel} direct={direct} actAs={actAs} openChannel={openChannel} />;
}
