import type { IncomingMessage, ServerResponse } from 'node:http';

/** The reasons for refusing a body, with their HTTP status. */
const STATUS = {
  'bad-request': 400,
  'too-slow': 408,
  'too-large': 413,
  compressed: 415,
  'too-many': 429,
  busy: 503,
} as const;

/** The reason for refusing a body. */
export type BodyFault = keyof typeof STATUS;

/** The error for a body that was refused. `problem` is the reason, `status` the HTTP status. */
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

/** Limits of the memory that a process spends on request bodies. */
export interface BodyLimits {
  /** Bytes of all bodies together: those that arrive, and those whose request has no answer yet. */
  readonly total: number;
  /** Bytes of one sender's bodies; more where one body alone may be longer. */
  readonly perSender: number;
  /** The time limit for the arrival of a body, in milliseconds. */
  readonly arrivalMs: number;
}

const MB = 1024 * 1024;

const DEFAULTS: BodyLimits = { total: 32 * MB, perSender: 8 * MB, arrivalMs: 10_000 };

/** Limits of one body. */
export interface BodyWish {
  /** The size limit, in bytes. */
  readonly limit: number;
  /** The sender whose share the body counts towards, where known before the body. */
  readonly sender?: string;
}

/** Reads the request bodies of a process within one budget of memory. */
export interface Bodies {
  /**
   * Reads a whole body as raw bytes. They count towards the budget until the answer is sent or the connection is
   * closed. When the budget is used up, the body that has been arriving for longest is refused; when a sender's share
   * is used up, one of that sender's.
   * @throws UnreadableBody when the body is too long, compressed, too slow or incomplete, or when there is no room.
   */
  read(request: IncomingMessage, response: ServerResponse, wish: BodyWish): Promise<Buffer>;
  /** The number of bytes held now. */
  held(): number;
}

/** Creates the reader of bodies. Use one per process. */
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

/** Checks a request before the first byte of its body. */
function faultOf({ headers, destroyed }: IncomingMessage, limit: number): BodyFault | undefined {
  const { 'content-length': length, 'content-encoding': encoding = 'identity' } = headers;
  if (encoding !== 'identity') return 'compressed';
  if (destroyed) return 'bad-request';
  return Number(length) > limit ? 'too-large' : undefined;
}

/** A body whose bytes are held. */
interface Holder {
  readonly sender: string | undefined;
  /** The size limit of this body, in bytes. */
  readonly limit: number;
  held: number;
  /** Refuses the body before it is complete. */
  readonly end: (fault: BodyFault) => void;
}

class Budget {
  total = 0;
  readonly limits: BodyLimits;
  /** Bodies that are not complete yet, in order of their start. */
  readonly #arriving = new Set<Holder>();
  readonly #bySender = new Map<string, number>();

  constructor(limits: BodyLimits) {
    this.limits = limits;
  }

  begin(holder: Holder): void {
    this.#arriving.add(holder);
  }

  /** Marks a body as complete: it is no longer refused for want of room. */
  whole(holder: Holder): void {
    this.#arriving.delete(holder);
  }

  /** Reserves more bytes. Refuses the body itself where there is no room. @returns true when there is room. */
  grow(holder: Holder, bytes: number): boolean {
    const { total, perSender } = this.limits;
    const { sender, limit } = holder;
    const hasShare = () => sender === undefined || this.#of(sender) + bytes <= Math.max(perSender, limit);
    const hasRoom = () => this.total + bytes <= total;
    const isOfSender = (other: Holder) => other.sender === sender;
    const isAdmitted =
      this.#makeRoom(holder, 'too-many', hasShare, isOfSender) && this.#makeRoom(holder, 'busy', hasRoom, () => true);
    if (isAdmitted) this.#count(holder, bytes);
    return isAdmitted;
  }

  /** Refuses bodies until one more has room: those that arrive, from the oldest, and at last this one. */
  #makeRoom(holder: Holder, fault: BodyFault, hasRoom: () => boolean, mayEnd: (other: Holder) => boolean): boolean {
    for (const other of this.#arriving) {
      if (hasRoom()) return true;
      if (other !== holder && other.held > 0 && mayEnd(other)) other.end(fault);
    }
    if (hasRoom()) return true;
    holder.end(fault);
    return false;
  }

  /** Releases all bytes of a body. */
  release(holder: Holder): void {
    this.#arriving.delete(holder);
    this.#count(holder, -holder.held);
  }

  #of(sender: string): number {
    return this.#bySender.get(sender) ?? 0;
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
    const holder: Holder = { sender: wish.sender, limit: wish.limit, held: 0, end };
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
 * A growing buffer in one piece of memory. A list of chunks could cost far more than their bytes: a sender can send
 * chunks of one byte, and each is an object.
 */
class GrowingBytes {
  #memory = Buffer.alloc(0);
  readonly #most: number;
  length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Returns the bytes of memory by which the buffer grows for so many more bytes. */
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
