import { type Browser, chromium } from 'playwright-core';

/** The path of Chromium; `CHROMIUM` names one at an unusual place. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Flags that keep Chromium off the network, except for this machine's own pages. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium. @throws Error when there is none */
export const launchChromium = (executablePath = CHROMIUM): Promise<Browser> =>
  chromium.launch({ executablePath, args: QUIET });
