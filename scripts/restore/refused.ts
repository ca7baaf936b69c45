/** The restore cannot be done, and nothing was changed; the message is one plain line for the person at the terminal. */
export class RestoreRefused extends Error {}
