// Plain JS without dependencies: the bootstrap needs it before anything is installed.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1000;
const HEARTBEAT_TIMEOUT_MS = 60_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function create(path, text) {
  try {
    const file = openSync(path, 'wx');
    writeFileSync(file, text);
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path) {
  try {
    return { text: readFileSync(path, 'utf8'), beat: statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}

/**
 * Tells whether the process that holds a lock is gone: it has exited, which is visible on its own machine only, or its
 * last heartbeat is over a minute old.
 */
export function isStale({ text, beat }, now = Date.now()) {
  const [host, pid] = text.split(' ');
  if (now - beat > HEARTBEAT_TIMEOUT_MS) return true;
  return host === hostname() && Number(pid) > 0 && !isAlive(Number(pid));
}

/**
 * Removes a stale lock. Only one of the processes that see it may do so: a second one would remove the lock of the next
 * holder.
 */
function breakLock(path, seen) {
  const guard = `${path}.break`;
  if (!create(guard, '')) {
    if (isStale(read(guard) ?? { text: '', beat: Date.now() })) rmSync(guard, { force: true });
    return;
  }
  if (read(path)?.text === seen.text) rmSync(path, { force: true });
  rmSync(guard, { force: true });
}

async function acquire(path, token, onWait) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waited = false; !create(path, token); ) {
    const seen = read(path);
    if (seen && isStale(seen)) {
      breakLock(path, seen);
    } else {
      if (!waited) onWait();
      waited = true;
      await sleep(50);
    }
  }
}

function sendHeartbeat(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // another process removed the lock as stale
  }
}

/**
 * Runs `work` while no other process on this file system holds the same lock. A process that dies releases its lock.
 * @template T
 * @param {string} path of the lock file
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once if another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(path, work, onWait = () => {}) {
  const token = `${hostname()} ${process.pid} ${Math.random()}`;
  await acquire(path, token, onWait);
  const heartbeat = setInterval(sendHeartbeat, HEARTBEAT_MS, path);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(path)?.text === token) rmSync(path, { force: true });
  }
}
