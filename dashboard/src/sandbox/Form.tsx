import { useState } from 'react';
import type { ReactNode } from 'react';
import type { GivenValue } from '../../../scripts/sandbox/interact/request.ts';
import { Modal } from '../discord/Modal.tsx';
import type { FieldValue } from '../discord/modal-fields.ts';
import { useSession } from './session.ts';
import { givenFile } from './stand-in.ts';
import type { OpenForm } from './use-session.ts';

async function given(value: FieldValue<File>): Promise<GivenValue> {
  if (!Array.isArray(value)) return value;
  return Promise.all(value.map((each) => (typeof each === 'string' ? each : givenFile(each))));
}

/** The modal that the app opened; it closes when its answer has come. */
export function Form({ form, onClose }: { form: OpenForm; onClose: () => void }): ReactNode {
  const { send, appName } = useSession();
  const [sending, setSending] = useState(false);
  const [problems, setProblems] = useState<string[]>([]);
  const submit = async (values: Record<string, FieldValue<File>>): Promise<void> => {
    if (sending) return;
    setSending(true);
    const fields = Object.fromEntries(await Promise.all(Object.entries(values).map(async ([name, value]) => [name, await given(value)] as const)));
    const outcome = await send({ modal: { fields } });
    setSending(false);
    setProblems(outcome.problems);
    if (outcome.problems.length === 0) onClose();
  };
  return <Modal modal={form.modal} appName={appName} sending={sending} problems={problems} onCancel={onClose} onSubmit={(values) => void submit(values)} />;
}
