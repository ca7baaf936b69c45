/** Runs without writing the log; gives back what was logged as an error. */
export async function withoutLog(run: () => Promise<void>): Promise<string[]> {
  const { warn, error } = console;
  const { stackTraceLimit } = Error;
  const errors: string[] = [];
  console.warn = () => undefined;
  console.error = (line: unknown) => void errors.push(String(line));
  Error.stackTraceLimit = 0;
  try {
    await run();
  } finally {
    Object.assign(console, { warn, error });
    Error.stackTraceLimit = stackTraceLimit;
  }
  return errors;
}
