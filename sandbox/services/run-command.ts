import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/**
 * Runs a command and waits for it to end. Node's `execFile` does the work; this adds the time limit and an error that
 * quotes the command's output.
 * @returns the output without its trailing line break
 * @throws Error with the last five lines of the output, or with the time limit
 */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  ms: number,
): Promise<string> {
  try {
    const { stdout } = await exec(command, args, { env, timeout: ms, killSignal: 'SIGKILL', maxBuffer: 1e8 });
    return stdout.trimEnd();
  } catch (error) {
    const { stderr = '', stdout = '', killed } = error as { stderr?: string; stdout?: string; killed?: boolean };
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join('\n');
    const reason = killed ? `took longer than ${ms / 1000} s` : said || String(error);
    throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${reason}`, { cause: error });
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Returns the path of the first of these commands on the PATH of the given environment, which need not be this
 * process's.
 */
export function which(env: NodeJS.ProcessEnv, ...commands: readonly string[]): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}
