import type { IncomingMessage, ServerResponse } from 'node:http';

/** Every way in which a body cannot be taken, with the HTTP status that says so. */
const STATUS = {
  'bad-request': 400,
  'too-slow': 408,
  'too-large': 413,
  compressed: 415,
  'too-many': 429,
  busy: 503,
} as const;

/** Why a body was not taken. */
export type BodyFault = keyof typeof STATUS;

/** A body that was not read to its end. `problem` says why, `status` is HTTP's. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
  readonly problem: BodyFault;
  readonly status: (typeof STATUS)[BodyFault];

  constructor(problem: BodyFault) {
    super(problem);
    this.problem = problem;
    this.status = STATUS[problem];
  }
}

/** How much of other people's bytes a process holds at once. */
export interface BodyLimits {
  /** All bodies together, in bytes: those that arrive, and those whose request has no answer yet. */
  readonly total: number;
  /** The bodies of one sender, in bytes. */
  readonly perSender: number;
  /** How long a body may take to arrive, in milliseconds. */
  readonly arrivalMs: number;
}

const MB = 1024 * 1024;

const DEFAULTS: BodyLimits = { total: 32 * MB, perSender: 8 * MB, arrivalMs: 10_000 };

/** What is asked of one body. */
export interface BodyWish {
  /** The longest that is taken, in bytes. */
  readonly limit: number;
  /** Whose share it counts towards, where that is known before the body. */
  readonly sender?: string;
}

/** The bodies of a process's requests: they share one budget of memory. */
export interface Bodies {
  /**
   * Reads a whole body as it came. Its bytes count until the answer is sent or the connection is gone. Where there is
   * no room, the body that has been arriving for longest gives way.
   * @throws UnreadableBody when it is too long, compressed, too slow or cut off, or when there is no room for it.
   */
  read(request: IncomingMessage, response: ServerResponse, wish: BodyWish): Promise<Buffer>;
  /** How many bytes are held now. */
  held(): number;
}

/** A budget of its own. Give each process one. */
export function createBodies(limits: Partial<BodyLimits> = {}): Bodies {
  const budget = new Budget({ ...DEFAULTS, ...limits });
  return {
    read: (request, response, wish) => {
      const fault = faultOf(request, wish.limit);
      return fault ? Promise.reject(new UnreadableBody(fault)) : arrive(budget, request, response, wish);
    },
    held: () => budget.total,
  };
}

/** What is wrong with a body before its first byte. */
function faultOf({ headers, destroyed }: IncomingMessage, limit: number): BodyFault | undefined {
  const { 'content-length': length, 'content-encoding': encoding = 'identity' } = headers;
  if (encoding !== 'identity') return 'compressed';
  if (destroyed) return 'bad-request';
  return Number(length) > limit ? 'too-large' : undefined;
}

/** A body whose bytes are held. */
interface Holder {
  readonly sender: string | undefined;
  held: number;
  /** Ends it before it is whole. */
  readonly end: (fault: BodyFault) => void;
}

class Budget {
  total = 0;
  readonly limits: BodyLimits;
  /** Those that are not whole yet, in the order in which they began. */
  readonly #arriving = new Set<Holder>();
  readonly #bySender = new Map<string, number>();

  constructor(limits: BodyLimits) {
    this.limits = limits;
  }

  begin(holder: Holder): void {
    this.#arriving.add(holder);
  }

  /** From now on it gives way to nobody. */
  whole(holder: Holder): void {
    this.#arriving.delete(holder);
  }

  /** Makes room for more bytes. Without a room for them, the holder is ended. @returns whether there is room. */
  grow(holder: Holder, bytes: number): boolean {
    const { total, perSender } = this.limits;
    if (holder.sender !== undefined && this.#of(holder.sender) + bytes > perSender)
      return this.#refuse(holder, 'too-many');
    for (const other of this.#arriving) {
      if (this.total + bytes <= total) break;
      if (other !== holder && other.held > 0) other.end('busy');
    }
    if (this.total + bytes > total) return this.#refuse(holder, 'busy');
    this.#count(holder, bytes);
    return true;
  }

  /** Gives back all that it holds. */
  release(holder: Holder): void {
    this.#arriving.delete(holder);
    this.#count(holder, -holder.held);
  }

  #of(sender: string): number {
    return this.#bySender.get(sender) ?? 0;
  }

  #refuse(holder: Holder, fault: BodyFault): false {
    holder.end(fault);
    return false;
  }

  #count(holder: Holder, bytes: number): void {
    holder.held += bytes;
    this.total += bytes;
    if (holder.sender === undefined) return;
    const left = this.#of(holder.sender) + bytes;
    if (left > 0) this.#bySender.set(holder.sender, left);
    else this.#bySender.delete(holder.sender);
  }
}

function arrive(budget: Budget, request: IncomingMessage, response: ServerResponse, wish: BodyWish): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = new GrowingBytes(wish.limit);
    const stop = (settle: () => void) => {
      clearTimeout(late);
      request.off('data', take).off('end', finish).off('error', broken);
      settle();
    };
    const end = (fault: BodyFault) =>
      stop(() => {
        bytes = new GrowingBytes(0);
        request.on('error', () => {}).pause();
        budget.release(holder);
        reject(new UnreadableBody(fault));
      });
    const holder: Holder = { sender: wish.sender, held: 0, end };
    const take = (chunk: Buffer) => {
      if (bytes.length + chunk.length > wish.limit) return end('too-large');
      const more = bytes.growthFor(chunk.length);
      if (more === 0 || budget.grow(holder, more)) bytes.add(chunk);
    };
    const finish = () =>
      stop(() => {
        budget.whole(holder);
        resolve(bytes.whole());
      });
    const broken = () => end('bad-request');
    const late = setTimeout(() => end('too-slow'), budget.limits.arrivalMs);
    budget.begin(holder);
    response.once('close', () => budget.release(holder));
    request.on('data', take).on('end', finish).on('error', broken);
  });
}

const LEAST = 1024;

/**
 * Bytes in one piece of memory. A list of chunks would cost more than their bytes: a sender can cut a body into chunks
 * of one byte, and each is an object.
 */
class GrowingBytes {
  #memory = Buffer.alloc(0);
  readonly #most: number;
  length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** By how many bytes of memory it grows with so many more bytes. */
  growthFor(more: number): number {
    return this.#capacityFor(more) - this.#memory.length;
  }

  add(chunk: Buffer): void {
    const capacity = this.#capacityFor(chunk.length);
    if (capacity > this.#memory.length) {
      const memory = Buffer.allocUnsafeSlow(capacity);
      this.#memory.copy(memory, 0, 0, this.length);
      this.#memory = memory;
    }
    chunk.copy(this.#memory, this.length);
    this.length += chunk.length;
  }

  whole(): Buffer {
    return this.#memory.subarray(0, this.length);
  }

  #capacityFor(more: number): number {
    const needed = this.length + more;
    const { length: has } = this.#memory;
    return needed <= has ? has : Math.min(this.#most, Math.max(LEAST, needed, 2 * has));
  }
}
