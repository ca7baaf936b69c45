import { expect, test } from 'vitest';
import { insist } from '../../src/guild/insist.ts';
import { RESTARTED } from '../../src/guild/protocol.ts';

/** A call that throws these errors, one after the other, and then answers. */
function callThat(...errors: Error[]): () => Promise<string> {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
    return 'answered';
  };
}

const restarted = (): Error => new Error(RESTARTED);

test('an object that was restarted under a call is called again', async () => {
  expect(await insist('1', 'view', callThat(restarted(), restarted()))).toBe('answered');
});

test('one that keeps going away is not available, which is no fault', async () => {
  const overloaded = Object.assign(new Error('busy'), { overloaded: true });
  await expect(insist('1', 'view', callThat(restarted(), restarted(), overloaded))).rejects.toMatchObject({ code: 'unavailable', text: 'errors.unreached' });
});

test('what goes wrong inside of it stays a fault', async () => {
  const fault = new TypeError('x is not a function');
  await expect(insist('1', 'view', callThat(fault, fault, fault))).rejects.toBe(fault);
});
