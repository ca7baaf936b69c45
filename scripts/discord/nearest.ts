/** The number of single-character changes between two words. */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [row, character] of [...left].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...right].entries()) {
      const same = character === other ? 0 : 1;
      current.push(Math.min((current[column] ?? 0) + 1, (previous[column + 1] ?? 0) + 1, (previous[column] ?? 0) + same));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

const SUGGESTIONS = 3;

/** The known words closest to a mistyped one, best first; none where all are far away. */
export function nearest(word: string, known: string[]): string[] {
  const wanted = word.toLowerCase();
  return known
    .map((candidate) => ({ candidate, far: candidate.toLowerCase().startsWith(wanted) ? 0 : distance(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= Math.max(2, wanted.length / 3))
    .sort((left, right) => left.far - right.far)
    .slice(0, SUGGESTIONS)
    .map(({ candidate }) => candidate);
}
