/** Lets one through at a time. */
export interface OneAtATime {
  /** Null while somebody is in. The returned function lets the next one in. */
  enter(): (() => void) | null;
}

/** Nobody is in yet. */
export function oneAtATime(): OneAtATime {
  let isTaken = false;
  return {
    enter() {
      if (isTaken) return null;
      isTaken = true;
      return () => {
        isTaken = false;
      };
    },
  };
}
