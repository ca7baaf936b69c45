/** The start cannot go on; the message is one plain line for the person at the terminal. */
export class Stop extends Error {}
