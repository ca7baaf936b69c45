/** What answers a call of the Worker or of its objects; null: not for it. */
type Answerer = (url: string, init: RequestInit | undefined) => Promise<Response> | Response | null;

const answerers: Answerer[] = [];
const beyond = globalThis.fetch;

// Once in an isolate, which files share: fakes that each wrapped the one before would answer by the order of the files.
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  for (const answerer of answerers) {
    const answer = answerer(url, init);
    if (answer) return answer;
  }
  return beyond(input, init);
};

/** Puts an answerer before those that are there; gives back what takes it out again. */
export function intercept(answerer: Answerer): () => void {
  answerers.unshift(answerer);
  return () => void answerers.splice(answerers.indexOf(answerer), 1);
}
