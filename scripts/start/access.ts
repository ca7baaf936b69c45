import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AccessSettings } from '../settings.ts';
import { FILES } from './folders.ts';

/** Made up once and kept, so that a second start signs nobody out. */
interface Kept {
  password: string;
  secret: string;
}

const USERNAME = 'admin';

/** Who may sign in to the Worker of this start. */
export interface Access {
  vars: Record<string, string>;
  username: string;
  /** The password to show, or null where the person has set their own. */
  madeUp: string | null;
}

function kept(): Kept {
  if (existsSync(FILES.access)) return JSON.parse(readFileSync(FILES.access, 'utf8')) as Kept;
  const made = { password: randomBytes(12).toString('base64url'), secret: randomBytes(48).toString('base64url') };
  writeFileSync(FILES.access, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

/** The settings where there are any, the rest made up; `clientSecret` is the application's or the stand-in's, if there is one. */
export function accessOf(settings: AccessSettings, clientSecret: string | null): Access {
  const made = kept();
  const username = settings.username ?? USERNAME;
  const vars = {
    ADMIN_USERNAME: username, ADMIN_PASSWORD: settings.password ?? made.password, JWT_SECRET_KEY: settings.secret ?? made.secret,
    ...(clientSecret === null ? {} : { DISCORD_CLIENT_SECRET: clientSecret }),
    ...(settings.publicUrl === null ? {} : { PUBLIC_URL: settings.publicUrl }),
  };
  return { vars, username, madeUp: settings.password === null ? made.password : null };
}
