import type { Clock } from '../../src/domain/ports.js';
import type { Machine } from '../../src/lib/clocks-and-timers.js';
import type { Noise } from './seeded-noise.js';
import type { VirtualTime } from './virtual-time.js';

/** The services that processes call. */
export type Service = 'mongo' | 'marketplace' | 'slack';

/** The effect of a fault on the request that it meets. Durations are in milliseconds. */
export type RequestFault =
  /** The process dies before it sends the request, or right after. */
  | { readonly kind: 'crash'; readonly sent: boolean }
  /** The process stands still right after it sent the request. The machine's monotonic clock stands still where it sleeps. */
  | { readonly kind: 'pause'; readonly ms: number; readonly asleep: boolean }
  /** The caller gives up, and the service carries the request out so much later. */
  | { readonly kind: 'late'; readonly ms: number }
  /** The caller gives up, and MongoDB carries the request out right after so many more leases were taken. */
  | { readonly kind: 'overtaken'; readonly leases: number }
  /** Carried out; the caller hears nothing. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused' }
  /** Not carried out; the caller hears nothing. */
  | { readonly kind: 'hangs' }
  /** Carried out twice, the second time so much later. */
  | { readonly kind: 'twice'; readonly ms: number };

/** One request, as a history tells it. */
export interface Request {
  readonly service: Service;
  readonly call: string;
  /** The tenant that it is about, where one is known. */
  readonly tenantId?: string;
}

/** A process of Baton on a simulated machine. It may die and stand still at any moment. */
export interface Process {
  readonly name: string;
  readonly machine: Machine;
  /** The database's clock as this process reads it. */
  readonly clock: Clock;
  isAlive(): boolean;
  isPaused(): boolean;
  /**
   * Sends a request to a service and waits for its answer, which never comes once the process is dead.
   * @param limitMs the caller gives up after so long
   */
  request<T>(request: Request, limitMs: number, carryOut: () => Promise<T>): Promise<T>;
  /** Runs `act` in the process at a moment: when it resumes while it is paused, never once it is dead. */
  deliver(act: () => void): void;
  kill(): void;
  pause(ms: number, asleep: boolean): void;
  /** The machine's wall clock is set forward or back. */
  setClock(byMs: number): void;
}

/** The state that processes share. */
export interface Machinery {
  readonly time: VirtualTime;
  readonly noise: Noise;
  /** The longest way of a request to MongoDB, and back, in milliseconds. */
  readonly wayMs: number;
  /** By how much the database's clock seems to go back and forth, in milliseconds. */
  readonly wobbleMs: number;
  /** The next number of a request or of a look at the clock. */
  count(): number;
  /** Returns the fault that meets this request, if one does. */
  faultFor(request: Request, process: Process): RequestFault | undefined;
  tell(process: string, text: string): void;
  /** Calls `act` right after so many leases were taken, or at last after `LATEST_MS`. */
  afterLeases(leases: number, act: () => void): void;
  /** Called when a process has died. */
  died(process: Process): void;
}

/** The longest way to a service outside, in milliseconds: what is sent by the end of nine tenths of a lease is there by its end. */
const OUTSIDE_MS = 300;

const never = <T>(): Promise<T> => new Promise(() => {});

/** Starts a process on a machine whose wall clock is `offsetMs` ahead of the true time. */
export function startSimulatedProcess(shared: Machinery, name: string, offsetMs: number): Process {
  const { time, noise, tell } = shared;
  const born = time.now();
  const inbox: (() => void)[] = [];
  let [alive, resumesAt, slept, offset, lag] = [true, 0, 0, offsetMs, 0];
  let isReadingClock = false;

  const isPaused = () => resumesAt > time.now();

  function deliver(act: () => void): void {
    if (!alive) return;
    if (isPaused()) inbox.push(act);
    else act();
  }

  function resume(): void {
    if (!alive || isPaused()) return;
    tell(name, 'goes on');
    // one after the other, as an event loop takes what has come meanwhile
    for (const act of inbox.splice(0)) time.at(time.now(), () => deliver(act));
  }

  const plan = (ms: number, act: () => void) => time.at(time.now() + Math.max(0, ms), () => deliver(act));

  function readClock(): void {
    if (lag === 0 || isReadingClock) return;
    isReadingClock = true;
    plan(30, () => {
      [lag, isReadingClock] = [0, false];
    });
  }

  const process: Process = {
    name,
    isAlive: () => alive,
    isPaused,
    deliver,
    machine: {
      monotonic: () => time.now() - born - slept,
      wall: () => time.now() + offset,
      after: (ms, call) => plan(Math.ceil(ms), call),
      every: (ms, call) => {
        let stop = () => {};
        const again = () => {
          stop = plan(Math.ceil(ms), () => {
            again();
            call();
          });
        };
        again();
        return () => stop();
      },
    },
    clock: {
      now: () => {
        readClock();
        return new Date(time.now() - lag - Math.floor(noise(shared.count(), 2) * shared.wobbleMs));
      },
    },
    kill: () => {
      if (!alive) return;
      alive = false;
      tell(name, 'dies');
      shared.died(process);
    },
    pause: (ms, asleep) => {
      if (!alive || isPaused()) return;
      tell(name, `${asleep ? 'sleeps with its machine' : 'stands still'} for ${ms} ms`);
      resumesAt = time.now() + ms;
      time.at(resumesAt, () => {
        if (asleep) [slept, lag] = [slept + ms, lag + ms];
        resume();
      });
    },
    setClock: (byMs) => {
      tell(name, `has its wall clock set by ${byMs} ms`);
      offset += byMs;
    },
    request: (request, limitMs, carryOut) => {
      if (!alive) return never();
      const number = shared.count();
      const fault = shared.faultFor(request, process);
      const what = `${request.call}${request.tenantId ? ` of ${request.tenantId}` : ''}`;
      const longest = request.service === 'mongo' ? shared.wayMs : OUTSIDE_MS;
      const there = 1 + Math.floor(noise(number) * longest);
      const back = 1 + Math.floor(noise(number, 1) * longest);
      if (fault) tell(name, `${what}: ${JSON.stringify(fault)}`);
      if (fault?.kind === 'crash' && !fault.sent) {
        process.kill();
        return never();
      }
      return new Promise((resolve, reject) => {
        const fail = (why: string, ms: number) => void plan(ms, () => reject(new Error(`${request.call}: ${why}`)));
        const reach = (ms: number, answers: boolean) =>
          void time.at(time.now() + ms, () => {
            carryOut().then(
              (answer) => {
                tell(request.service, `${what} for ${name}`);
                if (answers) plan(back, () => resolve(answer));
              },
              (error: unknown) => {
                tell(request.service, `${what} for ${name}: ${error instanceof Error ? error.message : error}`);
                if (answers) plan(back, () => reject(error));
              },
            );
          });
        switch (fault?.kind) {
          case 'refused':
            return fail('refused', there);
          case 'hangs':
            return fail('no answer', limitMs);
          case 'lost':
            reach(there, false);
            return fail('no answer', limitMs);
          case 'late':
            reach(limitMs + fault.ms, false);
            return fail('no answer', limitMs);
          case 'overtaken':
            plan(limitMs, () => reject(new Error(`${request.call}: no answer`)));
            return void time.at(time.now() + limitMs, () => shared.afterLeases(fault.leases, () => reach(0, false)));
          case 'twice':
            reach(there, true);
            return reach(there + fault.ms, false);
          default:
            reach(there, true);
            if (fault?.kind === 'crash') process.kill();
            if (fault?.kind === 'pause') process.pause(fault.ms, fault.asleep);
        }
      });
    },
  };
  return process;
}
