import { IconCornerUpLeft, IconEye, IconPin } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from './Avatar.tsx';
import { Components } from './components/Components.tsx';
import { Embed } from './Embed.tsx';
import { Markdown } from './markdown/Markdown.tsx';
import { Attachments } from './media.tsx';
import { FLAG, hasFlag } from './raw.ts';
import { looseFiles } from './loose-files.ts';
import type { RawMessage, RawUser } from './raw.ts';
import { SurroundingsContext, useSurroundings } from './surroundings.ts';

interface MessageProps {
  message: RawMessage;
  /** The message it answers, where that is known. */
  replied?: RawMessage | undefined;
  pinned?: boolean;
  onDismiss?: (() => void) | undefined;
}

function UserName({ user }: { user: RawUser }): ReactNode {
  const { users } = useSurroundings();
  const known = users.get(user.id);
  return <span className="dc-name" style={known?.color === undefined ? {} : { color: known.color }}>{known?.name ?? user.global_name ?? user.username}</span>;
}

function Above({ message, replied }: MessageProps): ReactNode {
  const { t } = useTranslation('discord');
  if (message.interaction !== undefined) {
    return (
      <div className="dc-above">
        <IconCornerUpLeft size={14} aria-hidden="true" /> <UserName user={message.interaction.user} /> {t('used')} <span className="dc-mention">/{message.interaction.name}</span>
      </div>
    );
  }
  if (message.message_reference?.message_id === undefined) return null;
  return (
    <div className="dc-above">
      <IconCornerUpLeft size={14} aria-hidden="true" />
      {replied === undefined ? <em>{t('originalGone')}</em> : <><UserName user={replied.author} /> <span className="dc-above-text">{replied.content || t('noText')}</span></>}
    </div>
  );
}

function Head({ message, pinned }: MessageProps): ReactNode {
  const { t } = useTranslation('discord');
  const { locale } = useSurroundings();
  const sent = new Date(message.timestamp);
  const today = sent.toDateString() === new Date().toDateString();
  const format = new Intl.DateTimeFormat(locale, today ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' });
  return (
    <div className="dc-head">
      <UserName user={message.author} />
      {message.author.bot ? <span className="dc-app">{t('app')}</span> : null}
      <time className="dc-when" dateTime={message.timestamp}>{format.format(sent)}</time>
      {pinned ? <span className="dc-when"><IconPin size={12} aria-hidden="true" /> {t('pinned')}</span> : null}
    </div>
  );
}

function Body({ message }: { message: RawMessage }): ReactNode {
  const { t } = useTranslation('discord');
  const files = looseFiles(message);
  if (hasFlag(message, FLAG.loading)) return <div className="dc-thinking" role="status"><span className="dc-dots" aria-hidden="true" />{t('thinking', { name: message.author.username })}</div>;
  return (
    <>
      {message.content === '' ? null : (
        <div className="dc-content">
          <Markdown text={message.content} />
          {message.edited_timestamp ? <span className="dc-edited">{t('edited')}</span> : null}
        </div>
      )}
      {files.length === 0 ? null : <Attachments files={files} />}
      {(message.embeds ?? []).map((embed, index) => <Embed key={index} embed={embed} />)}
      {message.components === undefined || message.components.length === 0 ? null : <div className="dc-components"><Components list={message.components} /></div>}
    </>
  );
}

/** A message as Discord draws it, from the API's JSON. */
export function Message(props: MessageProps): ReactNode {
  const { message, onDismiss } = props;
  const { t } = useTranslation('discord');
  const around = useSurroundings();
  // attachment:// means a file of this very message.
  const within = useMemo(() => ({
    ...around,
    media: (url: string) => around.media(message.attachments?.find((file) => url === `attachment://${file.filename}`)?.url ?? url),
  }), [around, message.attachments]);
  const ephemeral = hasFlag(message, FLAG.ephemeral);
  return (
    <SurroundingsContext value={within}>
      <div className={`dc-message${ephemeral ? ' dc-ephemeral' : ''}`}>
        <Above {...props} />
        <div className="dc-columns">
          <Avatar id={message.author.id} name={message.author.global_name ?? message.author.username} />
          <div className="dc-main">
            <Head {...props} />
            <Body message={message} />
            {ephemeral ? (
              <div className="dc-only-you">
                <IconEye size={14} aria-hidden="true" /> {t('onlyYou')}
                {onDismiss === undefined ? null : <> · <button type="button" className="dc-link" onClick={onDismiss}>{t('dismiss')}</button></>}
              </div>
            ) : null}
          </div>
        </div>
      </div>
    </SurroundingsContext>
  );
}
