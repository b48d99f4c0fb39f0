/** Errors that a fake throws instead of answering, one a call. */
export interface Faults {
  /** The next `times` calls throw `error`. */
  failNext(error: Error, times?: number): void;
  /** Throws what is due, if anything. */
  check(): void;
}

export function faults(): Faults {
  const due: Error[] = [];
  return {
    failNext: (error, times = 1) => void due.push(...Array<Error>(times).fill(error)),
    check: () => {
      const error = due.shift();
      if (error) throw error;
    },
  };
}
