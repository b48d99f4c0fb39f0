import type { Ports } from '../../src/domain/ports.js';

/** Hooks around every call of a port. Calls are named such as `invites.advance`. */
export interface Hooks {
  /** Runs right before and right after a call. What `check` throws is thrown to the caller. */
  readonly check?: (call: string) => void;
  /** Delays a call until the promise resolves. */
  readonly pause?: (call: string) => Promise<unknown>;
}

/** Ports without hooks: they do no input or output, or the test itself calls them. */
const PLAIN = ['clock', 'log', 'directory', 'jobs', 'sources'];

/** Wraps every call of the ports in hooks. */
export function hookedPorts<Given extends Ports>(ports: Given, hooks: Hooks): Given {
  const entries = Object.entries(ports).map(([name, port]) => [name, hookedPort(name, port, hooks)]);
  return Object.fromEntries(entries) as Given;
}

function hookedPort(name: string, port: unknown, hooks: Hooks): unknown {
  if (PLAIN.includes(name)) return port;
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

/** Thrown to simulate the death of a process: every later call of the same process throws it again. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * Wraps ports so that their process dies after `steps` steps. Every call of a port is two steps: before and after it.
 * @param died called at the death, and at each step after it
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

/** Wraps the ports of the process that dies. */
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
