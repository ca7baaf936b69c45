/** Whether a cron expression's minute and hour fall on this moment (UTC). Knows stars, steps and numbers; the days must be stars. */
export function isDue(cron: string, at: Date): boolean {
  const [minute = '', hour = '', ...days] = cron.trim().split(/\s+/);
  if (days.length !== 3 || days.some((day) => day !== '*')) throw new Error(`cron expression not understood: ${cron}`);
  return fieldFits(minute, at.getUTCMinutes()) && fieldFits(hour, at.getUTCHours());
}

function fieldFits(field: string, value: number): boolean {
  const step = /^\*\/(\d+)$/.exec(field)?.[1];
  if (step !== undefined) return value % Number(step) === 0;
  if (field === '*') return true;
  if (!/^\d+(,\d+)*$/.test(field)) throw new Error(`cron field not understood: ${field}`);
  return field.split(',').map(Number).includes(value);
}

/** The cron expressions of wrangler.toml. */
export function cronTriggers(toml: string): string[] {
  const list = /^crons\s*=\s*\[([^\]]*)\]/m.exec(toml)?.[1] ?? '';
  return [...list.matchAll(/"([^"]+)"/g)].map(([, cron = '']) => cron);
}

/** Fires the cron triggers of a local Worker, which no one else does; gives the function that ends it. */
export function fireCrons(workerUrl: string, crons: string[], failed: (line: string) => void): () => void {
  const fire = async (cron: string): Promise<void> => {
    const answer = await fetch(`${workerUrl}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`);
    if (!answer.ok) failed(`The job of "${cron}" failed (${answer.status}); see .coffer/dev.log`);
  };
  const start = (due: string[]): void => {
    for (const cron of due) {
      // While the Worker reloads nobody listens; the next minute comes.
      fire(cron).catch((error: unknown) => failed(`The job of "${cron}" was not started: ${String(error)}`));
    }
  };
  const tick = (): void => {
    const now = new Date();
    start(crons.filter((each) => isDue(each, now)));
  };
  // What a stopped Worker has missed, and the cards of a new demo server, do not wait for the clock.
  start(crons);
  const timer = setInterval(tick, 60_000);
  return () => clearInterval(timer);
}
