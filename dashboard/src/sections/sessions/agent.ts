const BROWSERS: [name: string, mark: RegExp][] = [['Edge', /Edg\//], ['Opera', /OPR\//], ['Firefox', /Firefox\//], ['Chrome', /Chrome\//], ['Safari', /Safari\//]];
const SYSTEMS: [name: string, mark: RegExp][] = [['Android', /Android/], ['iOS', /iPhone|iPad/], ['Windows', /Windows/], ['macOS', /Mac OS X/], ['Linux', /Linux/]];

const named = (agent: string, known: [string, RegExp][]): string | undefined => known.find(([, mark]) => mark.test(agent))?.[0];

/** A browser's long name for itself in two words; anything else as it is. */
export function agentName(agent: string): string {
  const browser = named(agent, BROWSERS);
  const system = named(agent, SYSTEMS);
  return browser ? [browser, system].filter(Boolean).join(' · ') : agent;
}
