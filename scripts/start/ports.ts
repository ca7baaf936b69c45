import { createServer } from 'node:net';
import { Stop } from './stop.ts';

/** @throws Stop where something else listens on the port of this machine's loopback address. */
export async function needFreePort(port: number, purpose: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => {
    const plain: Record<string, string> = { EADDRINUSE: 'is in use by another program', EACCES: 'may not be used by this account' };
    const reason = plain[error.code ?? ''];
    reject(reason === undefined ? error : new Stop(`Port ${port}, for ${purpose}, ${reason}: stop that or set PORT to another number.`));
  });
  server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  await promise;
}
