import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useFormats } from '../../ui/server.ts';
import { Decided } from './Decided.tsx';
import { Decision } from './Decision.tsx';
import { ProofView } from './ProofView.tsx';
import { useDecide, useProof, type Asked, type Verdict } from './queue.ts';

interface OpenedProps {
  id: number;
  asked: Asked;
  /** Goes on to the next proof, before the API has answered. */
  decided: () => void;
  /** Comes back to a proof whose decision was refused, unless the reader is in the middle of the next one. */
  back: (id: number) => void;
}

/** The proof that is open, with the decision beside it. */
export function Opened({ id, asked, decided, back }: OpenedProps): ReactNode {
  const { t } = useTranslation('review');
  const { money } = useFormats();
  const { data, error, refetch } = useProof(id);
  const decide = useDecide(asked);
  if (error && !data) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!data) return <Stack><Skeleton h={60} /><Skeleton h={180} /><Skeleton h={170} /></Stack>;
  const { body: proof, etag } = data;
  const send = (verdict: Verdict): void => {
    decided();
    // This component makes way for the next one, so what follows hangs on the promise and not on the component.
    decide.mutateAsync({ id, etag, verdict }).then(
      ({ outcome, amount, task_name: task }) => showDone(t(`outcome.${outcome}`, { task, amount: money(amount) })),
      // The refusal itself is shown by the client of the queries.
      () => back(id),
    );
  };
  return (
    <Stack>
      <ProofView proof={proof} />
      {proof.state === 'waiting' ? <Decision proof={proof} busy={decide.isPending} decide={send} /> : <Decided proof={proof} />}
    </Stack>
  );
}
