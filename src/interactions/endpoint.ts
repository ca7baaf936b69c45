import { Hono } from 'hono';
import type { Registry } from '../define/registry.ts';
import type { Reply } from '../define/reply.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import { DEFER_AFTER_MS } from '../kernel/limits.ts';
import { log } from '../kernel/log.ts';
import { beat } from '../kernel/pulse.ts';
import { completionFor } from './autocomplete.ts';
import { boundedBody } from './body.ts';
import { finishDeferred, type Followers } from './deferral.ts';
import { run, runnableFor, type ContextMaker, type Runnable } from './dispatch.ts';
import { parseInteraction, type Interaction } from './parse.ts';
import { EPHEMERAL, errorReply, referenceOf, RESPONSE, responseOf, type InteractionResponse } from './respond.ts';
import { signedByDiscord } from './verify.ts';

/** What the door is given by app/. */
export interface InteractionServices {
  registry: Registry;
  clock: Clock;
  contextFor: (env: Env, later: (work: Promise<unknown>) => void) => ContextMaker;
  errorTexts: (interaction: Interaction) => Texts;
  rest: (env: Env) => Followers;
}

type App = { Bindings: Env };
const INTERACTION = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** The interactions endpoint: verify, read, run, answer in the same response. */
export function interactionsDoor(services: InteractionServices): Hono<App> {
  return new Hono<App>().post('/', async (c) => {
    const body = await boundedBody(c.req.raw);
    if (body === 'too large') return c.json({ error: 'body too large' }, 413);
    if (!(await signedByDiscord(c.req.raw.headers, body, c.env.DISCORD_PUBLIC_KEY, services.clock()))) {
      return c.json({ error: 'invalid request signature' }, 401);
    }
    beat('interaction');
    let interaction: Interaction;
    try {
      interaction = parseInteraction(new TextDecoder().decode(body));
    } catch (error) {
      if (error instanceof AppError) return c.json({ error: 'malformed interaction' }, 400);
      throw error;
    }
    if (interaction.type === INTERACTION.ping) return c.json({ type: RESPONSE.pong });
    if (interaction.applicationId !== c.env.DISCORD_APPLICATION_ID) return c.json({ error: 'another application' }, 400);
    return c.json(await answer(interaction, services, c.env, (work) => c.executionCtx.waitUntil(work)));
  });
}

async function answer(
  interaction: Interaction, services: InteractionServices, env: Env, later: (work: Promise<unknown>) => void,
): Promise<InteractionResponse> {
  const reference = referenceOf(interaction.id);
  const contextFor = services.contextFor(env, later);
  const failed = (error: unknown, runnable?: Runnable): Reply => {
    if (!(error instanceof AppError)) log('error', 'interaction.failed', { reference, name: runnable?.name, guild: interaction.guildId, error });
    return errorReply(error, services.errorTexts(interaction), reference);
  };
  if (interaction.type === INTERACTION.autocomplete) return completion(interaction, services, contextFor, reference);
  let runnable: Runnable;
  try {
    runnable = runnableFor(interaction, services.registry);
  } catch (error) {
    return responseOf(failed(error));
  }
  const running = run(interaction, runnable, contextFor).catch((error: unknown) => failed(error, runnable));
  const reply = await withinTime(running);
  // Files go with an edit of the answer, never with the answer itself.
  if (reply !== 'late' && !('files' in reply)) return responseOf(reply);
  const update = runnable.rules.updates === true;
  later(
    running
      .then((done) => finishDeferred(services.rest(env), interaction.token, done, { update }, reference))
      .catch((error: unknown) => log('error', 'interaction.deferral', { reference, error })),
  );
  if (update) return { type: RESPONSE.deferUpdate };
  return { type: RESPONSE.deferMessage, data: runnable.rules.reply === 'private' ? { flags: EPHEMERAL } : {} };
}

async function completion(
  interaction: Interaction, services: InteractionServices, contextFor: ContextMaker, reference: string,
): Promise<InteractionResponse> {
  try {
    const { runnable, choices } = completionFor(interaction, services.registry);
    const reply = await withinTime(run(interaction, runnable, contextFor));
    return { type: RESPONSE.choices, data: { choices: reply === 'late' ? [] : choices() } };
  } catch (error) {
    // A suggestion list has no room for an error; an empty one says "nothing found".
    log(error instanceof AppError ? 'info' : 'error', 'interaction.completion', { reference, error });
    return { type: RESPONSE.choices, data: { choices: [] } };
  }
}

/** The result, or 'late' when Discord would soon stop waiting. */
async function withinTime<T>(running: Promise<T>): Promise<T | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), DEFER_AFTER_MS);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
