import { spawn } from 'node:child_process';

/** Commands that open an address in the desktop's browser, by platform. */
const COMMANDS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', linux: 'xdg-open' };

/** Tells whether a person is in front of this machine: there is a terminal and a desktop, and no CI. */
const hasDesktop = ({ CI, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION }: NodeJS.ProcessEnv): boolean =>
  Boolean(process.stdout.isTTY) &&
  !CI &&
  !SSH_CONNECTION &&
  (process.platform === 'darwin' || Boolean(DISPLAY || WAYLAND_DISPLAY));

/** Opens an address in the browser, where there is a desktop. Otherwise the printed address has to do. */
export function openBrowser(url: string): void {
  const command = COMMANDS[process.platform];
  if (!command || !hasDesktop(process.env)) return;
  const browser = spawn(command, [url], { stdio: 'ignore', detached: true });
  browser.on('error', () => {});
  browser.unref();
}
