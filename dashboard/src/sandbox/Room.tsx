import { Alert, AppShell, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SandboxState } from '../../../scripts/sandbox/view.ts';
import { SurroundingsContext } from '../discord/surroundings.ts';
import type { Surroundings } from '../discord/surroundings.ts';
import { Channels } from './Channels.tsx';
import { Entry } from './command/Entry.tsx';
import { Header } from './Header.tsx';
import { Messages } from './messages/Messages.tsx';
import { Notices } from './messages/Notices.tsx';
import type { Cast, Person } from './people.ts';
import { SessionContext } from './session.ts';
import { standIn as calls } from './stand-in.ts';
import { useInteractions } from './use-session.ts';
import type { StandIn } from './use-stand-in.ts';

/** What is not needed for the first look at a channel comes on its own. */
const Form = lazy(() => import('./Form.tsx').then(({ Form: component }) => ({ default: component })));
const Panel = lazy(() => import('./panel/Panel.tsx').then(({ Panel: component }) => ({ default: component })));

interface RoomProps {
  standIn: StandIn;
  state: SandboxState;
  cast: Cast;
  actor: Person;
  channel: string | null;
  direct: boolean;
  actAs: (id: string) => void;
  openChannel: (id: string | null) => void;
}

/** Files of the stand-in come from this page's own host, whatever name that goes by; no other host is asked. */
function mediaOf(url: string): string | null {
  const address = URL.parse(url);
  const local = address !== null && ['127.0.0.1', 'localhost'].includes(address.hostname) && address.pathname.startsWith('/attachments/');
  return local ? address.pathname : null;
}

function useSurroundingsOf({ users, roles, channels }: Cast): Surroundings {
  const { i18n } = useTranslation();
  return useMemo(() => ({ users, roles, channels, locale: i18n.language, media: mediaOf }), [users, roles, channels, i18n.language]);
}

/** One person's view of the server: channels, messages, the entry, and the panel beside them. */
export function Room(props: RoomProps): ReactNode {
  const { standIn, cast, actor, channel, direct, openChannel } = props;
  const { t } = useTranslation('sandbox');
  const { session, interactions } = useInteractions({ ...props, view: standIn.view });
  const around = useSurroundingsOf(cast);
  const [menu, { toggle: toggleMenu, close: closeMenu }] = useDisclosure(false);
  const [panel, { toggle: togglePanel, close: closePanel }] = useDisclosure(window.matchMedia('(min-width: 75em)').matches);
  const name = direct ? session.appName : cast.channels.get(channel ?? '')?.name ?? '';
  const visible = direct || standIn.view === null || (channel !== null && standIn.view.channels.includes(channel));
  const say = (text: string): void => {
    const at = direct ? standIn.view?.direct : channel;
    if (at) calls.say(actor.id, at, text).catch((error: unknown) => console.warn(error));
  };
  return (
    <SessionContext value={session}>
      <SurroundingsContext value={around}>
        <AppShell
          header={{ height: 52 }} navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !menu } }}
          aside={{ width: { base: '100%', md: 360 }, breakpoint: 'md', collapsed: { mobile: !panel, desktop: !panel } }}
        >
          <Header {...props} pins={standIn.view?.pins ?? []} messages={standIn.view?.messages ?? []} name={name} menu={menu} onMenu={toggleMenu} panel={panel} onPanel={togglePanel} />
          <Channels
            key={actor.id} {...props} view={standIn.view}
            openChannel={(id) => {
              openChannel(id);
              closeMenu();
            }}
          />
          <AppShell.Main className="sb-main">
            {visible ? <Messages standIn={standIn} notices={interactions.notices} onDismissNotice={interactions.dismissNotice} name={name} direct={direct} /> : <Text className="sb-empty" p="md">{t('notVisible', { name: actor.name })}</Text>}
            {standIn.connected ? null : <Alert className="sb-notice" color="red" variant="outline" role="alert" title={t('notThere')}>{t('notThereText')}</Alert>}
            <Notices notices={interactions.notices.filter(({ message }) => message === undefined)} onDismiss={interactions.dismissNotice} />
            {visible ? <Entry key={`${actor.id} ${direct} ${channel ?? ''}`} channelName={direct ? `@${name}` : `#${name}`} onSay={say} /> : null}
          </AppShell.Main>
          {panel ? <Suspense><Panel standIn={standIn} onClose={closePanel} /></Suspense> : null}
        </AppShell>
        {interactions.form === null ? null : <Suspense><Form key={interactions.form.id} form={interactions.form} onClose={interactions.closeForm} /></Suspense>}
      </SurroundingsContext>
    </SessionContext>
  );
}
