import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { memo, useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredMessage } from '../../../../scripts/sandbox/model.ts';
import { Message } from '../../discord/Message.tsx';
import { FLAG, hasFlag } from '../../discord/raw.ts';
import { ActionsContext } from '../../discord/surroundings.ts';
import { useSession } from '../session.ts';
import type { Notice } from '../use-session.ts';
import { Notices } from './Notices.tsx';
import { rawOf } from './raw-of.ts';

const ON_USER = 2;
const ON_MESSAGE = 3;

interface RowProps {
  stored: StoredMessage;
  pinned: boolean;
  all: StoredMessage[];
  notices: Notice[];
  onDismissNotice: (id: number) => void;
  onDismiss: () => void;
}

interface MenuProps {
  stored: StoredMessage;
  opened: boolean;
  onChange: (opened: boolean) => void;
}

/** The menu of a message: the app's commands on it and on its author, as behind Discord's "Apps". */
function MessageMenu({ stored, opened, onChange }: MenuProps): ReactNode {
  const { t } = useTranslation('sandbox');
  const { commands, send, cast } = useSession();
  const { id, author } = stored.message;
  const onMessage = commands.filter(({ type }) => type === ON_MESSAGE);
  const onAuthor = cast.users.has(author.id) ? commands.filter(({ type }) => type === ON_USER) : [];
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon className="sb-message-menu" variant="default" size="md" aria-label={t('messageMenu', { name: author.global_name ?? author.username })}><IconDots size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onMessage.length === 0 ? null : <Menu.Label>{t('appsOnMessage')}</Menu.Label>}
        {onMessage.map(({ name }) => <Menu.Item key={name} onClick={() => void send({ command: { name, type: ON_MESSAGE, target: id } })}>{name}</Menu.Item>)}
        {onAuthor.length === 0 ? null : <Menu.Label>{t('appsOnUser', { name: author.global_name ?? author.username })}</Menu.Label>}
        {onAuthor.map(({ name }) => <Menu.Item key={name} onClick={() => void send({ command: { name, type: ON_USER, target: author.id } })}>{name}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigator.clipboard.writeText(id)}>{t('copyId')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** One message with its menu; a pressed component is sent, and a failure told below it. */
export const MessageRow = memo(function MessageRow({ stored, pinned, all, notices, onDismissNotice, onDismiss }: RowProps): ReactNode {
  const { send } = useSession();
  const [waiting, setWaiting] = useState<string | null>(null);
  const [menu, setMenu] = useState(false);
  const message = rawOf(stored);
  const act = useCallback((customId: string, values?: string[]) => {
    setWaiting(customId);
    void send({ component: { message: message.id, custom_id: customId, ...(values === undefined ? {} : { values }) } }).finally(() => setWaiting(null));
  }, [send, message.id]);
  const actions = useMemo(() => ({ act, waiting }), [act, waiting]);
  const replied = all.find((each) => each.message.id === message.message_reference?.message_id);
  return (
    <div
      className="sb-row"
      onContextMenu={(event) => {
        event.preventDefault();
        setMenu(true);
      }}
    >
      <ActionsContext value={actions}>
        <Message message={message} pinned={pinned} replied={replied === undefined ? undefined : rawOf(replied)} onDismiss={hasFlag(message, FLAG.ephemeral) ? onDismiss : undefined} />
      </ActionsContext>
      <MessageMenu stored={stored} opened={menu} onChange={setMenu} />
      <Notices notices={notices} onDismiss={onDismissNotice} />
    </div>
  );
});
