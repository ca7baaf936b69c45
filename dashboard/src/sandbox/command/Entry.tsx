import { ActionIcon, Combobox, useCombobox } from '@mantine/core';
import { IconSend, IconSlash } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { CommandForm } from './CommandForm.tsx';
import { leavesOf, searchLeaves } from './leaf.ts';
import type { Leaf } from './leaf.ts';
import { parseTyped } from './typed.ts';
import type { TypedCommand } from './typed.ts';

const CHAT_COMMAND = 1;

interface TextEntryProps {
  leaves: Leaf[];
  placeholder: string;
  focused: boolean;
  onCommand: (command: TypedCommand) => void;
  onSay: (text: string) => void;
}

function TextEntry({ leaves, placeholder, focused, onCommand, onSay }: TextEntryProps): ReactNode {
  const { t } = useTranslation('sandbox');
  const [text, setText] = useState('');
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() });
  const input = useRef<HTMLInputElement>(null);
  const slash = text.startsWith('/');
  const typed = slash ? parseTyped(text, leaves) : null;
  const found = slash ? (typed === null ? searchLeaves(leaves, text.slice(1)) : [typed.leaf, ...searchLeaves(leaves, text.slice(1)).filter((leaf) => leaf !== typed.leaf)]) : [];
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  useEffect(() => {
    if (text.startsWith('/')) store.selectFirstOption();
    // The store is another object at every drawing; only new text moves the mark.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [text]);

  const choose = (name: string): void => {
    const leaf = found.find((each) => each.name === name);
    if (leaf !== undefined) onCommand(typed?.leaf === leaf ? typed : { leaf, texts: {} });
  };
  const change = (next: string): void => {
    setText(next);
    if (next.startsWith('/')) store.openDropdown();
    else store.closeDropdown();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && !event.shiftKey && store.dropdownOpened && found.length > 0) {
      event.preventDefault();
      store.clickSelectedOption();
    } else if (event.key === 'Escape') store.closeDropdown();
    else if (event.key === 'Enter' && !slash && text.trim() !== '') {
      onSay(text.trim());
      setText('');
    }
  };
  return (
    <div className="sb-text-entry">
      <ActionIcon
        variant="subtle" color="gray" aria-label={t('showCommands')}
        onClick={() => {
          change('/');
          input.current?.focus();
        }}
      >
        <IconSlash size={20} />
      </ActionIcon>
      <Combobox store={store} onOptionSubmit={choose} position="top-start" withinPortal={false} middlewares={{ flip: false, shift: true }}>
        <Combobox.Target>
          <input
            ref={input} className="sb-input" value={text} maxLength={2_000} placeholder={placeholder} aria-label={placeholder} autoComplete="off"
            onChange={(event) => change(event.currentTarget.value)} onKeyDown={onKeyDown} onBlur={() => store.closeDropdown()}
            onFocus={() => slash && store.openDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!slash}>
          <Combobox.Options mah={340} style={{ overflowY: 'auto' }} aria-label={t('commands')}>
            {found.map((leaf) => (
              <Combobox.Option key={leaf.name} value={leaf.name}>
                <span className="sb-found"><strong>/{leaf.name}</strong> <span className="sb-found-options">{leaf.options.map(({ name, required }) => (required ? name : `${name}?`)).join(' ')}</span></span>
                <span className="sb-muted">{leaf.description}</span>
              </Combobox.Option>
            ))}
            {found.length === 0 ? <Combobox.Empty>{t('noCommand')}</Combobox.Empty> : null}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {slash || text.trim() === '' ? null : (
        <ActionIcon
          aria-label={t('say')}
          onClick={() => {
            onSay(text.trim());
            setText('');
          }}
        >
          <IconSend size={18} />
        </ActionIcon>
      )}
    </div>
  );
}

/** Where the person writes: plain words, or a command after a slash. */
export function Entry({ channelName, onSay }: { channelName: string; onSay: (text: string) => void }): ReactNode {
  const { t } = useTranslation('sandbox');
  const { commands, actor } = useSession();
  const [command, setCommand] = useState<TypedCommand | null>(null);
  const [returned, setReturned] = useState(false);
  const leaves = useMemo(
    () => commands.filter(({ type = CHAT_COMMAND }) => type === CHAT_COMMAND).flatMap((each) => leavesOf(each, actor.locale)).sort((left, right) => left.name.localeCompare(right.name)),
    [commands, actor.locale],
  );
  const leave = (): void => {
    setCommand(null);
    setReturned(true);
  };
  return (
    <div className="sb-entry">
      {command === null
        ? <TextEntry leaves={leaves} placeholder={t('write', { channel: channelName })} focused={returned} onCommand={setCommand} onSay={onSay} />
        : <CommandForm key={command.leaf.name} command={command} onDone={leave} />}
    </div>
  );
}
