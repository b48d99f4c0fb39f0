import type { Ref, Workable } from '../../src/domain/model/outbox-work.js';
import type { Ports, Worklist } from '../../src/domain/ports.js';

/** The ports whose documents are moved on by a conditional update. */
export type Advancing = 'invites' | 'referrals' | 'relays';

/**
 * Wraps ports so that the `times`th `advance` of one kind fails for its caller, and is carried out later, right after
 * the next attempt has read the document: as by a MongoDB that accepts an update, does not answer, and continues later.
 */
export function lateUpdate<Given extends Ports>(ports: Given, of: Advancing, times = 1): Given {
  let left = times;
  let late: (() => Promise<unknown>) | null = null;
  const carryOut = async <T>(read: Promise<T>): Promise<T> => {
    const found = await read;
    const update = late;
    late = null;
    await update?.();
    return found;
  };
  const port = ports[of];
  const { begin } = ports.worklist;
  const advance = (...args: unknown[]): Promise<null> => {
    const apply = () => Reflect.apply(port.advance, port, args) as Promise<null>;
    left -= 1;
    if (left !== 0) return apply();
    late = apply;
    return Promise.reject(new Error('timed out after it was sent'));
  };
  return {
    ...ports,
    [of]: { ...port, advance, get: (ref: Ref) => carryOut<Workable | null>(port.get(ref)) },
    worklist: { ...ports.worklist, begin: (...args: Parameters<Worklist['begin']>) => carryOut(begin(...args)) },
  } as Given;
}
