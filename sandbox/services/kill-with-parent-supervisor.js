// Runs one server and ends it when the process that holds our standard input ends, however it ends.
// Plain JS: it has to start in a moment, without a compiler.
import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync } from 'node:fs';
import { withLock } from './file-lock.js';

const { command, args, cwd, log, lock, graceMs, remove } = JSON.parse(process.argv[2]);
let server;

function report(fact) {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
}

function signal(name) {
  try {
    process.kill(-server.pid, name);
  } catch {
    // it has gone
  }
}

function end() {
  if (!server?.pid) process.exit();
  signal(graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
  setTimeout(() => signal('SIGKILL'), graceMs).unref();
}

/** Returns the last five lines of the log; an empty string if the log was deleted meanwhile. */
function logTail() {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');
  } catch {
    return '';
  }
}

/** Runs the server until it exits. @returns the message that reports how it ended */
async function run() {
  const output = log ? openSync(log, 'w') : 'ignore';
  server = spawn(command, args, { cwd, stdio: ['ignore', output, output], detached: true });
  server.on('spawn', () => report({ pid: server.pid }));
  const fact = await new Promise((resolve) => {
    server.on('error', (error) => resolve({ error: error.message }));
    server.on('exit', (code, killedBy) => resolve({ exit: killedBy ?? code, said: logTail() }));
  });
  if (server.pid) signal('SIGKILL');
  for (const path of remove) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  return fact;
}

process.stdout.on('error', () => {});
process.stdin.on('end', end).on('error', end).resume();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, end);
report(lock ? await withLock(lock, run, () => report({ waiting: true })) : await run());
process.exit();
