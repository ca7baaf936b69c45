import type { Place } from '../../guild/live.stub.ts';

/** One guild's place in an SSE id: `<guild>:<seq>`, with the instance that told of it behind a dot. */
const PLACE = /^(\d{17,20}):(\d{1,16})(?:\.(\w{1,12}))?$/;

/** Places as the id of an event: every guild of the stream, because a client gives back only the last id. */
export function idOf(places: Map<string, Place>): string {
  return [...places].map(([guild, { seq, instance }]) => `${guild}:${seq}.${instance}`).join(',');
}

/** The places in a `Last-Event-ID`; what is none of ours is left out, and its guild starts from now. */
export function placesIn(id: string | null): Map<string, Place> {
  const found = (id ?? '').split(',').slice(0, 100).map((part) => PLACE.exec(part.trim())).filter((match) => match !== null);
  return new Map(found.map(([, guild = '', seq, instance = '']) => [guild, { seq: Number(seq), instance }]));
}
