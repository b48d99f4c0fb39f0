// Runs one server and ends it when whoever holds our standard input goes away, by whatever death.
// Plain JS: it has to start in a moment, without a compiler.
import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync } from 'node:fs';

const { command, args, cwd, log, graceMs, remove } = JSON.parse(process.argv[2]);
const output = log ? openSync(log, 'w') : 'ignore';
const server = spawn(command, args, { cwd, stdio: ['ignore', output, output], detached: true });

function tell(fact) {
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
  if (!server.pid) return;
  signal(graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
  setTimeout(() => signal('SIGKILL'), graceMs).unref();
}

function lastWords() {
  return log ? readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n') : '';
}

function leave(fact) {
  for (const path of remove) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  tell(fact);
  process.exit();
}

process.stdout.on('error', () => {});
process.stdin.on('end', end).on('error', end).resume();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, end);
server.on('spawn', () => tell({ pid: server.pid }));
server.on('error', (error) => leave({ error: error.message }));
server.on('exit', (code, killedBy) => {
  signal('SIGKILL');
  leave({ exit: killedBy ?? code, said: lastWords() });
});
