// In plain JS: it is what makes TypeScript loadable
import { AsyncLocalStorage } from 'node:async_hooks';
import module, { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import runner from 'jest-circus/runner';
import { setGlobals } from './globals.js';
import * as hooks from './module-hooks.js';

const circus = runner.default ?? runner;
const require = createRequire(import.meta.url);
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

// Node 20 has no hooks in the same thread, and Node 26 no other ones
if (module.registerHooks) module.registerHooks(hooks);
else module.register('./module-hooks.js', import.meta.url);
process.setSourceMapsEnabled(true);

const used = new Set();
const { run: runStorage } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function run(...args) {
  used.add(this);
  return runStorage.apply(this, args);
};

let files = 0;

/**
 * Runs a test file with jest-circus, but lets Node load its modules instead of jest: once for all test files of a
 * worker, which halves the time of a run. A test file itself and the set-up files are loaded for each. Coverage and
 * watching need jest's own modules, and get them.
 */
export default async function runWithNativeModules(globalConfig, config, environment, runtime, testPath, ...rest) {
  const run = () => circus(globalConfig, config, environment, runtime, testPath, ...rest);
  if (globalConfig.collectCoverage || globalConfig.watch || globalConfig.watchAll) return run();
  const restore = enter(environment);
  loadNatively(runtime, testPath, ++files);
  try {
    return await run();
  } catch (error) {
    void error.stack; // made when it is read first
    throw error;
  } finally {
    runtime.restoreAllMocks();
    restore();
  }
}

/** Lets this process stand for the environment that jest made for a test file. @returns what undoes it */
function enter(environment) {
  const names = new Set(Reflect.ownKeys(globalThis));
  const { console } = globalThis;
  const { prepareStackTrace } = Error;
  globalThis.console = environment.global.console;
  Error.prepareStackTrace = undefined; // else jest's reads the source maps that jest made
  Object.defineProperty(environment.global, TIMEOUT, {
    configurable: true,
    set: (ms) => {
      globalThis[TIMEOUT] = ms;
    },
  });
  return () => {
    globalThis.console = console;
    Error.prepareStackTrace = prepareStackTrace;
    for (const name of Reflect.ownKeys(globalThis)) if (!names.has(name)) Reflect.deleteProperty(globalThis, name);
    // On Node 20 each storage in use makes every promise dearer. One that is used again comes back on its own.
    for (const storage of used) storage.disable();
    used.clear();
  };
}

function loadNatively(runtime, testPath, file) {
  runtime.requireInternalModule = (path) => {
    delete require.cache[path]; // jest-circus has the state of one test file
    return require(path);
  };
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = async (path) => {
    setGlobals(runtime.requireModuleOrMock(testPath, '@jest/globals'));
    return import(`${pathToFileURL(path)}?file=${file}`);
  };
}
