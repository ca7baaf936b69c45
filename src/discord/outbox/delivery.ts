import { log } from '../../kernel/log.ts';
import type { Step } from '../rows.ts';
import { failCommand, syncCommand } from './commands.ts';
import { ATTEMPTS_MAX, REASON, backOff, isChannelClosed, isNothingToTake, retryWait, sentence } from './failures.ts';
import type { GuildRun } from './guild-run.ts';
import { postDirect, postIn } from './posting.ts';
import type { Reply } from './paced.ts';
import type { Delivery } from './records.ts';
import { ROUTE } from './routes.ts';
import { callWebhook } from './webhook.ts';

/** What came of a step. `off`: the channel is closed. `address`: a webhook that nothing is sent to. */
type StepReply = Reply | { kind: 'off' } | { kind: 'address' };

/** Does the steps of deliveries in order, and none of them twice. */
export class DeliverySender {
  readonly #run: GuildRun;

  constructor(run: GuildRun) {
    this.#run = run;
  }

  /** Goes on with one delivery. Gives the moment until which it has to wait, or null. */
  async send(delivery: Delivery): Promise<number | null> {
    const { rows } = this.#run;
    let { done, attempts } = delivery;
    for (let step = delivery.steps[done]; step; step = delivery.steps[done]) {
      const reply = await this.#perform(step, delivery, done);
      if (reply.kind === 'wait') return reply.until;
      if (reply.kind !== 'done') {
        await this.#failed({ ...delivery, done, attempts }, step, reply);
        return null;
      }
      done += 1;
      attempts = 0;
      if (done < delivery.steps.length) await rows.advanced(delivery, done);
    }
    await rows.finished(delivery);
    return null;
  }

  #perform(step: Step, { id }: Delivery, index: number): Promise<StepReply> {
    switch (step.do) {
      case 'role': return this.#role(step);
      case 'dm': return postDirect(this.#run, step, [id, index]);
      case 'post': return this.#post(step, id, index);
      case 'unpost': return this.#unpost(step);
      case 'webhook': return callWebhook(this.#run, step);
      case 'command': return syncCommand(this.#run, step.name);
    }
  }

  async #role({ add, member, role, reason }: Extract<Step, { do: 'role' }>): Promise<Reply> {
    const { guild, discord } = this.#run;
    const path = `/guilds/${guild}/members/${member}/roles/${role}`;
    const reply = await discord.send(add ? ROUTE.addRole(guild) : ROUTE.removeRole(guild), { method: add ? 'PUT' : 'DELETE', path, reason });
    return reply.kind === 'refused' && !add && isNothingToTake(reply) ? { kind: 'done', body: null } : reply;
  }

  async #post({ channel, body }: Extract<Step, { do: 'post' }>, id: string, index: number): Promise<StepReply> {
    if (this.#run.closed.has(channel)) return { kind: 'off' };
    return this.#judged(channel, await postIn(this.#run, channel, body, [id, index]));
  }

  async #unpost({ channel, message }: Extract<Step, { do: 'unpost' }>): Promise<StepReply> {
    const reply = await this.#run.discord.send(ROUTE.deleteMessage(channel), { method: 'DELETE', path: `/channels/${channel}/messages/${message}` });
    return reply.kind === 'refused' && reply.status === 404 ? { kind: 'done', body: null } : this.#judged(channel, reply);
  }

  async #judged(channel: string, reply: Reply): Promise<StepReply> {
    if (reply.kind !== 'refused' || !isChannelClosed(reply)) return reply;
    await this.#run.closed.add(channel, reply.code || reply.status);
    return { kind: 'off' };
  }

  async #failed(delivery: Delivery, step: Step, reply: Exclude<StepReply, { kind: 'done' | 'wait' }>): Promise<void> {
    const { rows, clock, random, guild } = this.#run;
    const attempts = delivery.attempts + 1;
    if (reply.kind === 'silent') {
      if (attempts < ATTEMPTS_MAX) return rows.later(delivery, clock() + backOff(attempts, random), REASON.noAnswer);
      return this.#giveUp(delivery, REASON.noAnswer);
    }
    if (reply.kind === 'off') return this.#giveUp(delivery, REASON.channelOff);
    if (reply.kind === 'address') return this.#giveUp(delivery, REASON.address);
    log('warn', 'outbox.refused', { guild, delivery: delivery.id, step: step.do, status: reply.status, code: reply.code });
    const wait = retryWait(step.do, reply, attempts, random);
    if (wait === null) return this.#giveUp(delivery, sentence(reply));
    await this.#setApart(delivery);
    return rows.later(delivery, clock() + wait, sentence(reply));
  }

  async #giveUp(delivery: Delivery, error: string): Promise<void> {
    await this.#setApart(delivery);
    await this.#run.rows.dead(delivery, error);
    const step = delivery.steps[delivery.done];
    if (step?.do === 'command') await failCommand(this.#run, step.name, error);
  }

  /** What comes after a step that Discord refuses does not wait for it: a role that cannot be given keeps no message back. */
  async #setApart(delivery: Delivery): Promise<void> {
    if (delivery.done + 1 < delivery.steps.length) await this.#run.rows.setApart(delivery, delivery.done, this.#run.clock());
  }
}
