import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RawComponent, RawEmoji } from '../raw.ts';
import { useActions } from '../surroundings.ts';

const STYLES: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'secondary', 6: 'primary' };

/** An emoji of a button or option; one of a server's own is told by name. */
function EmojiText({ emoji }: { emoji: RawEmoji | undefined }): ReactNode {
  if (!emoji?.name) return null;
  return <span className="dc-button-emoji" aria-hidden="true">{emoji.id ? `:${emoji.name}:` : emoji.name}</span>;
}

/** A button; a link leads out, a disabled one does nothing. */
export function MessageButton({ button }: { button: RawComponent }): ReactNode {
  const { act, waiting } = useActions();
  const look = `dc-button dc-button-${STYLES[button.style ?? 2] ?? 'secondary'}`;
  const name = button.label ?? button.emoji?.name ?? button.custom_id ?? '';
  if (button.url !== undefined && button.disabled !== true) {
    return (
      <a className={look} href={button.url} target="_blank" rel="noreferrer noopener">
        <EmojiText emoji={button.emoji} />{button.label} <IconExternalLink size={16} aria-hidden="true" />
      </a>
    );
  }
  const mine = waiting !== null && waiting === button.custom_id;
  return (
    <button
      type="button" className={look} aria-label={name} aria-busy={mine} disabled={button.disabled === true}
      onClick={() => waiting === null && button.custom_id !== undefined && act(button.custom_id)}
    >
      <EmojiText emoji={button.emoji} />{button.label}
    </button>
  );
}
