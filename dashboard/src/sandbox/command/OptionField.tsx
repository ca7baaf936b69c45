import { Combobox, FileButton, Loader, useCombobox } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useEffect, useId, useMemo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { describe, OPTION } from './leaf.ts';
import type { CommandOption, Leaf } from './leaf.ts';
import { allFor, narrow } from './suggest.ts';
import type { Pickable, Suggestion } from './suggest.ts';
import { useAutocomplete } from './use-autocomplete.ts';
import type { Held, Problem } from './value.ts';

interface FieldProps {
  leaf: Leaf;
  option: CommandOption;
  held: Record<string, Held>;
  pickable: Pickable;
  problem: Problem | null;
  onChange: (held: Held) => void;
  onRemove: (() => void) | undefined;
  onLeave: () => void;
}

/** The problem of a field as a sentence. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation('sandbox');
  return ({ key, count }) => t(`problem.${key}`, { count: count ?? 0, number: new Intl.NumberFormat(i18n.language).format(count ?? 0) });
}

function FileField({ option, held, problem, onChange }: FieldProps): ReactNode {
  const { t } = useTranslation('sandbox');
  const file = held[option.name]?.file;
  return (
    <FileButton onChange={(chosen: File | null) => chosen !== null && onChange({ text: chosen.name, file: chosen })}>
      {(button) => (
        <button type="button" {...button} className="sb-option-input sb-option-file" data-option={option.name} aria-invalid={problem !== null}>
          <IconPaperclip size={14} aria-hidden="true" /> {file?.name ?? t('chooseFile')}
        </button>
      )}
    </FileButton>
  );
}

function SuggestionLine({ suggestion }: { suggestion: Suggestion }): ReactNode {
  return (
    <span style={suggestion.color === undefined ? {} : { color: suggestion.color }}>
      {suggestion.label}
    </span>
  );
}

function TextField(props: FieldProps): ReactNode {
  const { leaf, option, held, pickable, problem, onChange, onRemove, onLeave } = props;
  const { t } = useTranslation('sandbox');
  const problemText = useProblemText();
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() });
  const noteId = useId();
  const { text = '', chosen } = held[option.name] ?? {};
  const open = store.dropdownOpened;
  const asked = useAutocomplete(leaf, option, held, open && chosen === undefined);
  const all = useMemo(() => allFor(option, pickable), [option, pickable]);
  const suggestions = option.autocomplete === true ? asked.suggestions : chosen === undefined ? narrow(all, text) : all.slice(0, 25);
  const signature = suggestions.map(({ value }) => String(value)).join();
  useEffect(() => {
    if (!open) return;
    if (signature === '') store.resetSelectedOption();
    else store.selectFirstOption();
    // The store is another object at every drawing; only new suggestions move the mark.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [open, signature]);

  const pick = (index: string): void => {
    const suggestion = suggestions[Number(index)];
    if (suggestion === undefined) return;
    onChange({ text: suggestion.label, chosen: suggestion.value });
    store.closeDropdown();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const marked = open && suggestions.length > 0 && store.getSelectedOptionIndex() >= 0;
    if (event.key === 'Tab' && !event.shiftKey && marked && (text !== '' || option.required)) {
      if (chosen === undefined) store.clickSelectedOption();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (open) store.closeDropdown();
      else onLeave();
    } else if (event.key === 'Backspace' && text === '' && onRemove !== undefined) {
      event.preventDefault();
      onRemove();
    }
  };
  return (
    <Combobox store={store} onOptionSubmit={pick} position="top-start" width="max-content" withinPortal={false} middlewares={{ flip: false, shift: true }}>
      <Combobox.Target>
        <input
          className="sb-option-input" data-option={option.name} value={text} autoComplete="off" spellCheck={false}
          aria-label={option.name} aria-invalid={problem !== null} aria-describedby={noteId} aria-required={option.required === true}
          onChange={(event) => {
            onChange({ text: event.currentTarget.value });
            store.openDropdown();
          }}
          onFocus={() => store.openDropdown()} onClick={() => store.openDropdown()} onBlur={() => store.closeDropdown()} onKeyDown={onKeyDown}
        />
      </Combobox.Target>
      <Combobox.Dropdown className="sb-suggestions">
        <div className="sb-option-note" id={noteId}>
          <strong>{option.name}</strong> {describe(option, pickable.locale)}
          {problem === null ? null : <div className="sb-problem">{problemText(problem)}</div>}
        </div>
        {suggestions.length === 0 ? null : (
          <Combobox.Options mah={240} style={{ overflowY: 'auto' }} aria-label={option.name}>
            {suggestions.map((suggestion, index) => (
              <Combobox.Option key={String(suggestion.value)} value={String(index)} active={suggestion.value === chosen}><SuggestionLine suggestion={suggestion} /></Combobox.Option>
            ))}
          </Combobox.Options>
        )}
        {asked.state === 'asking' && suggestions.length === 0 ? <div className="sb-option-note"><Loader size="xs" aria-label={t('asking')} /></div> : null}
        {asked.state === 'failed' ? <div className="sb-option-note sb-problem">{t('autocompleteFailed')}</div> : null}
        {asked.state === 'idle' && suggestions.length === 0 && (option.autocomplete === true || all.length > 0) ? <div className="sb-option-note">{t('noMatch')}</div> : null}
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** One option of the command being entered, with its suggestions above it. */
export function OptionField(props: FieldProps): ReactNode {
  const { option, problem, onRemove } = props;
  const { t } = useTranslation('sandbox');
  const { actor } = useSession();
  const Field = option.type === OPTION.attachment ? FileField : TextField;
  return (
    <span className={problem === null ? 'sb-option' : 'sb-option sb-option-wrong'} title={describe(option, actor.locale)}>
      <span className="sb-option-name" aria-hidden="true">{option.name}</span>
      <Field {...props} />
      {onRemove === undefined ? null : (
        <button type="button" className="sb-option-remove" aria-label={t('removeOption', { name: option.name })} onClick={onRemove}><IconX size={13} /></button>
      )}
    </span>
  );
}
