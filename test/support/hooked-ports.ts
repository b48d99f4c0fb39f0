import type { Ports } from '../../src/domain/ports.js';

/** What happens around every call of a port. A name is such as `invites.advance`. */
export interface Hooks {
  /** Runs right before and right after a call does something; what it throws, the caller gets. */
  readonly check?: (call: string) => void;
  /** Holds a call back before it does something. */
  readonly pause?: (call: string) => Promise<unknown>;
}

/** Ports that do nothing on the way, or whose calls are part of the test itself. */
const PLAIN = ['clock', 'log', 'directory'];

/** The same ports with hooks around every call. */
export function hookedPorts<Given extends Ports>(ports: Given, hooks: Hooks): Given {
  const entries = Object.entries(ports).map(([name, port]) => [name, hookedPort(name, port, hooks)]);
  return Object.fromEntries(entries) as Given;
}

function hookedPort(name: string, port: unknown, hooks: Hooks): unknown {
  if (PLAIN.includes(name)) return port;
  if (name === 'jobs') return hookedJobs(port as Ports['jobs'], hooks);
  if (name === 'atomically') return hookedCall(name, port as Call, hooks);
  if (typeof port !== 'object' || port === null || Array.isArray(port)) return port;
  const calls = Object.entries(port).map(([call, member]) => [
    call,
    typeof member === 'function' ? hookedCall(`${name}.${call}`, member as Call, hooks) : member,
  ]);
  return Object.fromEntries(calls);
}

type Call = (...args: unknown[]) => unknown;

const hookedCall =
  (name: string, call: Call, { check, pause }: Hooks): Call =>
  async (...args) => {
    check?.(name);
    await pause?.(name);
    const answer = await call(...args);
    check?.(name);
    return answer;
  };

const hookedJobs = (jobs: Ports['jobs'], { check }: Hooks): Ports['jobs'] => ({
  ...jobs,
  dispatch: (doc) => {
    check?.('jobs.dispatch');
    jobs.dispatch(doc);
  },
});

/** The process died. No verb can catch it and go on: every later call of the same process throws it too. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * Ports of a process that dies at its `steps`th look at the world. Half of the looks are before a call, half after it.
 * @param died called at each look after the death
 */
export function mortal<Given extends Ports>(ports: Given, steps: number, died: () => void = () => {}): Given {
  let left = steps;
  const check = () => {
    left -= 1;
    if (left >= 0) return;
    died();
    throw new Crash('the process died');
  };
  return hookedPorts(ports, { check });
}

/** Makes the ports of the process that dies. */
export type Dying = <Given extends Ports>(ports: Given) => Given;

/**
 * Runs `attempt` with a process that dies at its first step, then at its second, until one survives.
 * @param attempt does the work on dying ports, and expects what holds after a death at any step
 * @returns how many processes died: the steps that the work has
 * @throws Error that names the step and has what `attempt` threw as its cause
 */
export async function dieAtEveryStep(attempt: (dying: Dying) => Promise<unknown>): Promise<number> {
  for (let step = 0; ; step += 1) {
    let hasDied = false;
    const died = () => {
      hasDied = true;
    };
    try {
      await attempt((ports) => mortal(ports, step, died));
    } catch (cause) {
      throw new Error(`A death at step ${step}: ${String(cause)}`, { cause });
    }
    if (!hasDied) return step;
  }
}
