import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconSend, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenValue } from '../../../../scripts/sandbox/interact/request.ts';
import { useSession } from '../session.ts';
import { givenFile } from '../stand-in.ts';
import { describe } from './leaf.ts';
import type { CommandOption } from './leaf.ts';
import { OptionField, useProblemText } from './OptionField.tsx';
import type { Pickable } from './suggest.ts';
import type { TypedCommand } from './typed.ts';
import { checkOption } from './value.ts';
import type { Held, Problem } from './value.ts';

interface FormProps {
  command: TypedCommand;
  /** Back to an empty entry: the command was sent or given up. */
  onDone: () => void;
}

function without<Value>(record: Record<string, Value>, name: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

function usePickable(): Pickable {
  const { cast, actor } = useSession();
  return useMemo(() => ({
    users: [...cast.users.values()], roles: [...cast.roles.values()], channels: [...cast.channels.values()], locale: actor.locale,
  }), [cast, actor.locale]);
}

/** The values to send, or every problem by option. */
function checkAll(options: CommandOption[], held: Record<string, Held>, pickable: Pickable): { values: [string, string | number | boolean | File][]; problems: Record<string, Problem> } {
  const values: [string, string | number | boolean | File][] = [];
  const problems: Record<string, Problem> = {};
  for (const option of options) {
    const checked = checkOption(option, held[option.name], pickable);
    if (checked === null) continue;
    if ('value' in checked) values.push([option.name, checked.value]);
    else problems[option.name] = checked.problem;
  }
  return { values, problems };
}

function MoreOptions({ options, locale, onAdd }: { options: CommandOption[]; locale: string; onAdd: (name: string) => void }): ReactNode {
  const { t } = useTranslation('sandbox');
  if (options.length === 0) return null;
  return (
    <Menu position="top-start" returnFocus={false}>
      <Menu.Target><UnstyledButton className="sb-more">{t('moreOptions', { count: options.length })}</UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item key={option.name} onClick={() => onAdd(option.name)}>
            <strong>{option.name}</strong> <span className="sb-muted">{describe(option, locale)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The entry of a chosen command: a field for each option, checked as Discord checks before it sends. */
export function CommandForm({ command: { leaf, texts }, onDone }: FormProps): ReactNode {
  const { t } = useTranslation('sandbox');
  const { send, actor } = useSession();
  const problemText = useProblemText();
  const pickable = usePickable();
  const form = useRef<HTMLFormElement>(null);
  const [held, setHeld] = useState<Record<string, Held>>(() => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text }])));
  const [added, setAdded] = useState<string[]>(() => Object.keys(texts));
  const [problems, setProblems] = useState<Record<string, Problem>>({});
  const [sending, setSending] = useState(false);
  const [focus, setFocus] = useState<string | null>(null);
  const shown = leaf.options.filter((option) => option.required === true || added.includes(option.name));
  const rest = leaf.options.filter((option) => !shown.includes(option));

  const focusOn = (name: string | undefined): void => form.current?.querySelector<HTMLElement>(name === undefined ? '[type=submit]' : `[data-option="${name}"]`)?.focus();
  useEffect(() => {
    const empty = leaf.options.find((option) => option.required === true && (texts[option.name] ?? '') === '');
    focusOn(empty?.name);
  }, [leaf, texts]);
  useEffect(() => {
    if (focus !== null) focusOn(focus);
    setFocus(null);
  }, [focus]);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    const checked = checkAll(shown, held, pickable);
    setProblems(checked.problems);
    const [wrong] = Object.keys(checked.problems);
    if (wrong !== undefined) return focusOn(wrong);
    setSending(true);
    const given = await Promise.all(checked.values.map(async ([name, value]): Promise<[string, GivenValue]> => [name, value instanceof File ? await givenFile(value) : value]));
    onDone();
    await send({ command: { name: leaf.name, options: Object.fromEntries(given) } });
  };
  const remove = (name: string): void => {
    setAdded((before) => before.filter((each) => each !== name));
    setHeld((before) => without(before, name));
    focusOn(shown[shown.findIndex((option) => option.name === name) - 1]?.name);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onDone();
  };
  const listed = Object.entries(problems);
  return (
    <form ref={form} className="sb-command" noValidate aria-label={t('commandEntry', { name: leaf.name })} onKeyDown={onKeyDown} onSubmit={(event) => void submit(event)}>
      {listed.length === 0 ? null : (
        <div className="sb-problems" role="alert">{listed.map(([name, problem]) => <div key={name}><strong>{name}</strong> {problemText(problem)}</div>)}</div>
      )}
      <span className="sb-command-name" title={leaf.description}>/{leaf.name}</span>
      {shown.map((option) => (
        <OptionField
          key={option.name} leaf={leaf} option={option} held={held} pickable={pickable} problem={problems[option.name] ?? null} onLeave={onDone}
          onRemove={option.required === true ? undefined : () => remove(option.name)}
          onChange={(value) => {
            setHeld((before) => ({ ...before, [option.name]: value }));
            setProblems((before) => without(before, option.name));
          }}
        />
      ))}
      <MoreOptions
        options={rest} locale={actor.locale}
        onAdd={(name) => {
          setAdded((before) => [...before, name]);
          setFocus(name);
        }}
      />
      <span className="sb-command-end">
        <ActionIcon variant="subtle" color="gray" aria-label={t('giveUp')} onClick={onDone}><IconX size={18} /></ActionIcon>
        <ActionIcon type="submit" aria-label={t('sendCommand')} loading={sending}><IconSend size={18} /></ActionIcon>
      </span>
    </form>
  );
}
