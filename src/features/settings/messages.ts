/** English texts of /config. */
export const messages = {};
