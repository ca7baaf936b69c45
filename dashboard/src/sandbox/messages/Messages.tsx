import { Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../use-session.ts';
import type { StandIn } from '../use-stand-in.ts';
import { useSession } from '../session.ts';
import { MessageRow } from './MessageRow.tsx';

/** So near to the end (px) the list follows new messages. */
const NEAR_END = 120;
const DISMISSED = 'coffer-sandbox-dismissed';

function useDismissed(): [Set<string>, (id: string) => void] {
  const [ids, setIds] = useState(() => new Set<string>(JSON.parse(sessionStorage.getItem(DISMISSED) ?? '[]') as string[])); // written below
  const dismiss = (id: string): void => {
    const next = new Set([...ids, id]);
    sessionStorage.setItem(DISMISSED, JSON.stringify([...next]));
    setIds(next);
  };
  return [ids, dismiss];
}

interface MessagesProps {
  standIn: StandIn;
  notices: Notice[];
  onDismissNotice: (id: number) => void;
  name: string;
  direct: boolean;
}

/** The messages of the open channel, kept at the end while one reads there. */
export function Messages({ standIn: { view }, notices, onDismissNotice, name, direct }: MessagesProps): ReactNode {
  const { t } = useTranslation('sandbox');
  const { channel, actor } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const [dismissed, dismiss] = useDismissed();
  const messages = (view?.messages ?? []).filter(({ message }) => !dismissed.has(message.id));
  const place = `${actor.id} ${channel ?? ''}`;
  useEffect(() => { follow.current = true; }, [place]);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const toEnd = (): void => { if (follow.current) element.scrollTop = element.scrollHeight; };
    toEnd();
    // Pictures and notices come later than the message that holds them.
    const observer = new ResizeObserver(toEnd);
    for (const child of element.children) observer.observe(child);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view?.messages, place, notices.length]);
  return (
    <div
      ref={list} className="sb-messages" role="log" aria-label={t('messagesOf', { name })} tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => { follow.current = scrollHeight - scrollTop - clientHeight < NEAR_END; }}
    >
      {view === null ? <Loader m="md" aria-label={t('loading')} /> : null}
      {view !== null && messages.length === 0 ? <p className="sb-empty">{t(direct ? 'emptyDirect' : 'emptyChannel', { name })}</p> : null}
      {messages.map((stored) => (
        <MessageRow
          key={stored.message.id} stored={stored} pinned={view?.pins.includes(stored.message.id) ?? false} all={messages}
          notices={notices.filter(({ message }) => message === stored.message.id)} onDismissNotice={onDismissNotice} onDismiss={() => dismiss(stored.message.id)}
        />
      ))}
    </div>
  );
}
