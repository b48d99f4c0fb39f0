import type { LocalText } from '../domain/model/connection/source.js';
import type { DoctorEnvironment, HttpAppExaminer, SocketAppExaminer } from './operator-services.js';
import { type Examination, Untried } from './run-examination.js';

/** The time limit of a request, in milliseconds: Slack and marketplaces wait no longer. */
const ANSWER_MS = 5_000;

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/** Tells whether the name is reserved for examples (RFC 2606), as in `.env.example` and the manifests. */
const isPlaceholder = (hostname: string) => /(^|\.)(example\.(com|net|org)|example|invalid|test)$/.test(hostname);

/** The public address, and how it may look. */
interface Address {
  readonly publicUrl: string;
  readonly isOtherSlack: boolean;
}

/** Checks that Slack and marketplaces can call the public address. */
export const address = ({ publicUrl, isOtherSlack }: Address): Examination => ({
  name: 'Public address',
  check: async () => {
    const { protocol, hostname, pathname } = new URL(publicUrl);
    if (isPlaceholder(hostname)) throw new Error(`${publicUrl} is an example, and not yours`);
    if (pathname !== '/') throw new Error(`${publicUrl} has a path, which would be dropped`);
    if (THIS_MACHINE.includes(hostname)) {
      if (isOtherSlack) return `${publicUrl}, for this machine alone`;
      throw new Error(`${publicUrl} is this machine: Slack cannot call it`);
    }
    if (protocol !== 'https:') throw new Error(`${publicUrl} is not https`);
    return publicUrl;
  },
  fix: 'Set PUBLIC_URL to the https address under which Slack and marketplaces reach the bot, and put TLS in front of it.',
});

/** @throws Untried for an example address, so that nothing is sent there. */
function refuseExample(publicUrl: string): void {
  if (isPlaceholder(new URL(publicUrl).hostname)) throw new Untried('the address is an example');
}

/** Checks that a bot answers at the public address. */
export const answers = ({ publicUrl }: Address): Examination => ({
  name: 'Answer at the public address',
  check: async () => {
    refuseExample(publicUrl);
    const url = new URL('/healthz', publicUrl);
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) }).catch(unreached);
    const to = response.headers.get('location');
    if (to) throw new Error(`${url} leads on to ${to}`);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
    if (!text.includes('"ok"')) throw new Error(`${url} answers, but it is not Baton`);
    return `${url} answers, called from this machine`;
  },
  fix: 'Start a bot (`npm run start:bot`) and lead the public address to its port, without a login and without a redirect in between.',
});

function unreached(error: Error): never {
  const { code, message } = (error.cause ?? error) as Error & { code?: string };
  throw new Error(`no answer: ${code ?? message}`, { cause: error });
}

/** Checks that the request URL answers Slack's challenge. */
export const requestUrl = (
  app: HttpAppExaminer,
  { publicUrl }: Address,
  { requestPath }: DoctorEnvironment,
): Examination => ({
  name: `Request URL ${requestPath}`,
  check: async () => {
    refuseExample(publicUrl);
    await app.challenge().catch((error: Error) => (error.cause ? unreached(error) : Promise.reject(error)));
    return 'gives back the challenge, signed with SLACK_SIGNING_SECRET. Whether Slack signs with the same, only Slack can show: “Verified” at Event Subscriptions';
  },
  fix: 'Run the bot with the SLACK_SIGNING_SECRET of this environment, the one at api.slack.com/apps under “Basic Information”, and lead the public address to it unchanged.',
});

const WRONG = {
  'wrong-id': 'SLACK_CLIENT_ID is of no app',
  'wrong-secret': 'SLACK_CLIENT_SECRET is not that of the app',
} as const;

/** Checks that Slack knows the client id and secret. */
export const credentials = (ask: () => ReturnType<HttpAppExaminer['credentials']>): Examination => ({
  name: 'Slack app',
  check: async () => {
    const { verdict, said } = await ask();
    if (verdict === 'unclear') throw new Untried(`Slack answered ${said}, which does not tell`);
    if (verdict !== 'right') throw new Error(`${WRONG[verdict]} (Slack says ${said})`);
    return 'Slack knows the client id and secret';
  },
  fix: 'Copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET from api.slack.com/apps, “Basic Information”, and let this machine reach Slack.',
});

/** Says what an installation without calls of Slack's can and cannot do. */
export const socketMode = ({ publicUrl, sources }: DoctorEnvironment): Examination => ({
  name: 'Socket Mode',
  check: async () => {
    const one =
      'Baton calls Slack, for one workspace: no other can install it, and the Slack Marketplace takes no such app';
    if (publicUrl !== undefined) return `${one}. PUBLIC_URL is for webhooks alone`;
    const named = (names: readonly LocalText[]) => names.map(({ en }) => en).join(' and ');
    const asked = named(sources.forms.map(({ name }) => name));
    return `${one}. Without PUBLIC_URL no webhook comes in: ${named(sources.unreachable)} cannot be connected, ${asked} are asked every few minutes`;
  },
  fix: '',
});

/** Checks both tokens of Socket Mode, and that they belong to one app. */
export const sockets = (ask: () => ReturnType<SocketAppExaminer['open']>): Examination => ({
  name: 'Slack app',
  check: async () => {
    const { workspace, appId, botAppId } = await ask();
    if (appId && botAppId && appId !== botAppId)
      throw new Error(`SLACK_APP_TOKEN is of the app ${appId}, and SLACK_BOT_TOKEN of ${botAppId}`);
    return `SLACK_APP_TOKEN opens a socket, and SLACK_BOT_TOKEN is valid in ${workspace}`;
  },
  fix: 'Copy SLACK_APP_TOKEN (“Basic Information”, App-Level Tokens) and SLACK_BOT_TOKEN (“OAuth & Permissions”) from the pages of one app at api.slack.com/apps, and let this machine reach Slack.',
});
