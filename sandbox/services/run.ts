import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/**
 * Runs a command to its end.
 * @returns what it printed, without the last line break.
 * @throws Error with the last lines of what it printed.
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
