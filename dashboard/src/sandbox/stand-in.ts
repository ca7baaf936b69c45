import type { Fault } from '../../../scripts/sandbox/fault.ts';
import type { GivenFile, InteractRequest } from '../../../scripts/sandbox/interact/request.ts';
import type { LogEntry } from '../../../scripts/sandbox/log.ts';
import type { Outcome, PersonView, SandboxState } from '../../../scripts/sandbox/view.ts';

/** The stand-in refused a call, or is not there; the message is for the person at the page. */
export class StandInError extends Error {}

async function call(method: string, path: string, body?: unknown): Promise<string> {
  let answer: Response;
  try {
    answer = await fetch(`/_sandbox${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  } catch (error) {
    throw new StandInError('the stand-in for Discord does not answer; does npm start still run?', { cause: error });
  }
  const text = await answer.text();
  if (answer.ok) return text;
  const { error } = JSON.parse(text) as { error?: string };
  throw new StandInError(error ?? `the stand-in answered ${answer.status}`);
}

async function json<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  // The stand-in's own types say what each of its calls answers; the two are built together.
  return JSON.parse(await call(method, path, body)) as Answer;
}

/** The stand-in's control calls, those of the terminal client too. */
export const standIn = {
  state: () => json<SandboxState>('GET', '/state'),
  view: (as: string, channel: string) => json<PersonView>('GET', `/view?${new URLSearchParams({ as, channel }).toString()}`),
  interact: (request: InteractRequest) => json<Outcome>('POST', '/interact', request),
  say: (as: string, channel: string, content: string) => json<unknown>('POST', '/say', { as, channel, content }),
  log: () => json<{ entries: LogEntry[] }>('GET', '/log'),
  clearLog: () => json<unknown>('DELETE', '/log'),
  faults: () => json<Fault[]>('GET', '/faults'),
  addFault: (fault: Fault) => json<Fault[]>('POST', '/faults', fault),
  clearFaults: () => json<Fault[]>('DELETE', '/faults'),
};

/** A chosen file in the form the stand-in takes. */
export async function givenFile(file: File): Promise<GivenFile> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(String(reader.result)));
  reader.addEventListener('error', () => reject(new StandInError(`${file.name} could not be read`)));
  reader.readAsDataURL(file);
  const address = await promise;
  return { filename: file.name, content_type: file.type || 'application/octet-stream', data: address.slice(address.indexOf(',') + 1) };
}
