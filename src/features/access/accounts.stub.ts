import { proxyDurable } from 'itty-durable';
import type { Env } from '../../kernel/env.ts';
import type { SignIn } from './accounts.object.ts';
import { digestAccount } from './password.ts';

/** The one object of the application. */
const NAME = 'operator';

interface Methods {
  signIn(digest: string, address: string): Promise<SignIn>;
}

/** Checks a user name and password given from an address, and counts the attempt. */
export async function signInOperator(env: Pick<Env, 'ACCOUNTS'>, username: string, password: string, address: string): Promise<SignIn> {
  // itty-durable's proxy is untyped; Methods is what the object declares.
  const accounts = proxyDurable(env.ACCOUNTS, { name: 'accounts', parse: true }).get(NAME) as Methods;
  return accounts.signIn(await digestAccount(username, password), address);
}
