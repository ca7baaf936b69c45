import { DAY_MS, HOUR_MS } from '../../src/kernel/clock.ts';
import { BURN, memberAccount, MINT } from '../../src/ledger/accounts.ts';
import { sha256 } from '../../src/ledger/hash.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { stepCooldown } from '../../src/features/economy/statements.ts';
import { DEMO } from '../sandbox/demo.ts';

/** Days of history that the demo server starts with. */
const DAYS = 14;

const { ada, harper, dex, mika, jonas, ines, tariq, lena, noor, pavel, yuki, sol } = DEMO.members;
const EARNERS = [mika, jonas, ines, tariq, lena, noor, pavel, yuki, sol, dex];
const NOTES = ['for the coffee', 'thanks for carrying', 'lost the bet', 'fish for the grill', 'rope and nails', 'you know why'];

export interface Event {
  at: number;
  op: Operation;
}

/** Numbers from 0 to 1 that are the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The one minute of its hour at which things happen: what shares it goes to the ledger in one batch. */
function moment(at: number): number {
  const hour = Math.floor(at / HOUR_MS);
  return hour * HOUR_MS + ((hour * 37) % 60) * 60_000;
}

/** An operation of the seed at its moment; the same name is the same operation. */
export function operation(name: string, at: number, actor: string, rest: Omit<Operation, 'key' | 'fingerprint' | 'actor'>): Event {
  const key = `j:seed:${name}`;
  return { at: moment(at), op: { key, fingerprint: sha256(key), actor, ...rest } };
}

/** Two weeks of a small harbour town: dailies with streaks, work, payments, a prize and a fine. Oldest first. */
export function demoHistory(now: number): Event[] {
  const random = randomFrom(42);
  const start = now - DAYS * DAY_MS;
  const events: Event[] = [];
  const last = new Map<string, { at: number; streak: number }>();
  for (let day = 0; day < DAYS; day += 1) {
    for (const member of EARNERS) {
      // The member that a newcomer plays as shall find the daily ready.
      if (random() < 0.2 || (member === mika && day === DAYS - 1)) continue;
      // Always a little later than the day before, so that 24 hours have passed.
      const at = moment(start + day * DAY_MS + Math.floor((8 + day * 0.4 + random() * 0.3) * HOUR_MS));
      events.push(daily(day, member, at, last));
      if (random() < 0.6) events.push(work(day, member, at + Math.floor(random() * HOUR_MS), random()));
    }
    for (let payment = 0; payment < 4; payment += 1) events.push(pay(day, payment, start, random));
  }
  const prize = memberAccount(lena);
  events.push(operation('prize', start + 6 * DAY_MS, harper, { kind: 'admin_give', movements: [{ kind: 'admin_give', from: MINT, to: prize, amount: 500, note: 'Winner of the regatta' }] }));
  const fined = memberAccount(tariq);
  events.push(operation('fine', start + 9 * DAY_MS, ada, { kind: 'admin_take', movements: [{ kind: 'admin_take', from: fined, to: BURN, amount: 75, note: 'Parked the boat across two berths' }] }));
  return events.sort((a, b) => a.at - b.at);
}

function daily(day: number, member: string, at: number, last: Map<string, { at: number; streak: number }>): Event {
  const before = last.get(member) ?? { at: 0, streak: 0 };
  const streak = at - before.at < 2 * DAY_MS ? before.streak + 1 : 1;
  last.set(member, { at, streak });
  const account = memberAccount(member);
  return operation(`daily:${day}:${member}`, at, member, {
    kind: 'daily', data: { streak },
    movements: [{ kind: 'daily', from: MINT, to: account, amount: 100 + Math.min(50, 5 * (streak - 1)) }],
    also: [stepCooldown({ account, name: 'daily', streak, previousAt: before.at })],
  });
}

function work(day: number, member: string, at: number, luck: number): Event {
  const amount = 20 + Math.floor(luck * 61);
  return operation(`work:${day}:${member}`, at, member, { kind: 'work', movements: [{ kind: 'work', from: MINT, to: memberAccount(member), amount }] });
}

function pay(day: number, index: number, start: number, random: () => number): Event {
  const from = Math.floor(random() * EARNERS.length);
  const to = (from + 1 + Math.floor(random() * (EARNERS.length - 1))) % EARNERS.length;
  const sender = EARNERS[from] ?? mika;
  const movement = {
    kind: 'pay', from: memberAccount(sender), to: memberAccount(EARNERS[to] ?? jonas),
    amount: 5 + Math.floor(random() * 40), note: NOTES[Math.floor(random() * NOTES.length)] ?? '',
  };
  const at = start + day * DAY_MS + Math.floor((15 + random() * 8) * HOUR_MS);
  return operation(`pay:${day}:${index}`, at, sender, { kind: 'pay', movements: [movement], data: { note: movement.note } });
}
