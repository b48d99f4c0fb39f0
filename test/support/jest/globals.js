// Live bindings: modules are loaded once for many test files, each of which has tests and hooks of its own.
export let afterAll;
export let afterEach;
export let beforeAll;
export let beforeEach;
export let describe;
export let expect;
export let jest;
export let test;

/** Points `@jest/globals` to those of the test file that runs now. */
export function setGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } = globals);
}
