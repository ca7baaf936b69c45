import type { LiveLine } from '../../guild/live.stub.ts';

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The lines of a stream of JSON as they come; ends when the stream ends or the reader is cancelled. */
export async function* linesOf(reader: Reader): AsyncGenerator<LiveLine> {
  const decoder = new TextDecoder();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    rest += decoder.decode(read.value, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      // Written by the guild's own object (guild/live.ts).
      if (line) yield JSON.parse(line) as LiveLine;
    }
  }
}
