/** Returns a number from 0 up to 1 that follows from the seed and the place alone. */
export type Noise = (place: number, salt?: number) => number;

/** Makes noise: what is drawn at one place does not depend on what was drawn elsewhere, so that histories can be cut. */
export const seededNoise =
  (seed: number): Noise =>
  (place, salt = 0) => {
    let mixed =
      Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35) ^ Math.imul(salt + 1, 0x27d4eb2f);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
