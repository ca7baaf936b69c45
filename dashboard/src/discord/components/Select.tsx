import { CheckIcon, Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RawComponent } from '../raw.ts';
import { useSurroundings } from '../surroundings.ts';
import { choicesOf } from './choices.ts';
import type { Choice } from './choices.ts';

/** With more choices than this a select is searched by typing. */
const SEARCHED_FROM = 12;

interface SelectProps {
  select: RawComponent;
  chosen: string[];
  /** The choice as it stands when the list closes, or at once where one is chosen. */
  onChoose: (values: string[]) => void;
  busy?: boolean;
  /** The name read out, where the placeholder is none. */
  label?: string;
}

function ChoiceLine({ choice }: { choice: Choice }): ReactNode {
  return (
    <span className="dc-choice">
      {choice.emoji === undefined ? null : <span aria-hidden="true">{choice.emoji}</span>}
      <span>
        <span style={choice.color === undefined ? {} : { color: choice.color }}>{choice.label}</span>
        {choice.description === undefined ? null : <span className="dc-choice-detail">{choice.description}</span>}
      </span>
    </span>
  );
}

/** Any of the five selects: closed it shows what is chosen, open what there is. */
export function Select({ select, chosen, onChoose, busy = false, label }: SelectProps): ReactNode {
  const { t } = useTranslation('discord');
  const around = useSurroundings();
  const labelId = useId();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState(chosen);
  const choices = choicesOf(select, around);
  const most = select.max_values ?? 1;
  const least = select.min_values ?? 1;
  const several = most > 1;
  const store = useCombobox({
    onDropdownOpen: () => setPicked(chosen),
    onDropdownClose: () => {
      store.resetSelectedOption();
      setSearch('');
      if (several && picked.length >= least && picked.join() !== chosen.join()) onChoose(picked);
    },
  });
  const shown = search === '' ? choices : choices.filter((choice) => choice.label.toLowerCase().includes(search.toLowerCase()));
  const current = several && store.dropdownOpened ? picked : chosen;
  const text = current.map((value) => choices.find((choice) => choice.value === value)?.label ?? value).join(', ');
  const name = label ?? select.placeholder ?? t('choose');

  const choose = (value: string): void => {
    if (!several) {
      onChoose(value === chosen[0] && least === 0 ? [] : [value]);
      store.closeDropdown();
      return;
    }
    setPicked((before) => (before.includes(value) ? before.filter((each) => each !== value) : before.length < most ? [...before, value] : before));
  };

  return (
    <Combobox store={store} onOptionSubmit={choose} withinPortal position="bottom-start" middlewares={{ flip: true, shift: true }}>
      <Combobox.Target targetType="button" withAriaAttributes={choices.length < SEARCHED_FROM}>
        <button type="button" className="dc-select" disabled={select.disabled === true} aria-busy={busy} aria-labelledby={labelId} onClick={() => !busy && store.toggleDropdown()}>
          <span id={labelId} className={text === '' ? 'dc-select-empty' : ''}>
            {text === '' ? name : <><span className="dc-hidden">{name}: </span>{text}</>}
          </span>
          <IconChevronDown size={18} aria-hidden="true" />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {choices.length < SEARCHED_FROM ? null : (
          <Combobox.Search value={search} onChange={(event) => setSearch(event.currentTarget.value)} placeholder={t('search')} aria-label={t('search')} />
        )}
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={name}>
          {shown.map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value} active={current.includes(choice.value)} disabled={several && !picked.includes(choice.value) && picked.length >= most}>
              <span className="dc-choice-row"><ChoiceLine choice={choice} />{current.includes(choice.value) ? <CheckIcon size={12} /> : null}</span>
            </Combobox.Option>
          ))}
          {shown.length === 0 ? <Combobox.Empty>{t('nothingFound')}</Combobox.Empty> : null}
        </Combobox.Options>
        {several ? <Combobox.Footer><span className="dc-choice-detail">{t('chosenOf', { count: picked.length, most })}</span></Combobox.Footer> : null}
      </Combobox.Dropdown>
    </Combobox>
  );
}
