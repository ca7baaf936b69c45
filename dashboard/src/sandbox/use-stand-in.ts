import { useCallback, useEffect, useRef, useState } from 'react';
import type { Fault } from '../../../scripts/sandbox/fault.ts';
import type { LogEntry } from '../../../scripts/sandbox/log.ts';
import type { PersonView, SandboxEvents, SandboxState } from '../../../scripts/sandbox/view.ts';
import { standIn } from './stand-in.ts';

/** Log entries that the page keeps. */
const KEPT_ENTRIES = 300;

export interface StandIn {
  state: SandboxState | null;
  /** As the person sees it; null while another person's or channel's is on its way. */
  view: PersonView | null;
  connected: boolean;
  entries: LogEntry[];
  faults: Fault[];
  forgetLog: () => void;
}

/** The same value as before where nothing in it changed, so that what is drawn from it stays. */
function kept<Value>(before: Value | null, next: Value): Value {
  return before !== null && JSON.stringify(before) === JSON.stringify(next) ? before : next;
}

/** Runs a task when asked, never twice at once: what is asked meanwhile is done once more afterwards. */
function useLatest(task: () => Promise<void>): () => void {
  const running = useRef(false);
  const again = useRef(false);
  const current = useRef(task);
  useEffect(() => { current.current = task; }, [task]);
  return useCallback(() => {
    const run = async (): Promise<void> => {
      running.current = true;
      do {
        again.current = false;
        await current.current();
      } while (again.current);
      running.current = false;
    };
    if (running.current) again.current = true;
    else void run();
  }, []);
}

interface Seen {
  /** Whose view it is, and of what. */
  key: string;
  view: PersonView;
}

/** The stand-in's state, kept in step with it while the page is open. */
export function useStandIn(as: string, channel: string): StandIn {
  const [state, setState] = useState<SandboxState | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [connected, setConnected] = useState(true);
  const [entries, setEntries] = useState<LogEntry[]>([]);
  const [faults, setFaults] = useState<Fault[]>([]);
  const key = `${as} ${channel}`;

  const load = useCallback(async () => {
    try {
      const [nextState, view] = await Promise.all([standIn.state(), standIn.view(as, channel)]);
      setState((before) => kept(before, { ...nextState, commands: kept(before?.commands ?? null, nextState.commands) }));
      setSeen((before) => ({ key, view: kept(before?.key === key ? before.view : null, view) }));
      setConnected(true);
    } catch (error) {
      console.warn(error);
      setConnected(false);
    }
  }, [as, channel, key]);
  const refresh = useLatest(load);
  useEffect(refresh, [refresh, load]);

  useEffect(() => {
    const source = new EventSource('/_sandbox/events');
    source.addEventListener('open', () => {
      refresh();
      Promise.all([standIn.log(), standIn.faults()]).then(([log, waiting]) => {
        setEntries(log.entries.slice(-KEPT_ENTRIES));
        setFaults(waiting);
      }, () => setConnected(false));
    });
    source.addEventListener('error', () => setConnected(false));
    source.addEventListener('change', refresh);
    source.addEventListener('log', (event: MessageEvent<string>) => {
      const news = JSON.parse(event.data) as SandboxEvents['log'];
      if (news.entries.length > 0) setEntries((before) => [...before.filter(({ n }) => n < (news.entries[0]?.n ?? 0)), ...news.entries].slice(-KEPT_ENTRIES));
      setFaults(news.faults);
    });
    return () => source.close();
  }, [refresh]);

  const forgetLog = useCallback(() => {
    setEntries([]);
    standIn.clearLog().catch(() => setConnected(false));
  }, []);
  return { state, view: seen?.key === key ? seen.view : null, connected, entries, faults, forgetLog };
}
