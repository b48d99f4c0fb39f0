import { act, type InstalledDemo, isPlayable, type PlayableDemo } from '../../demo/install-and-connect.js';
import { UPWORK_AGENCY } from '../../demo/upwork-agency.js';
import type { OddMail } from '../../marketplace/vendors/odd-mails.js';
import type { Trouble } from '../protocol.js';

type Fault = Parameters<InstalledDemo['slack']['faults']['add']>[0]['fault'];

interface Kind extends Omit<Trouble, 'isOn' | 'once'> {
  /** A mail that is sent to the second agency's address. */
  readonly mail?: OddMail;
  /** A switch of the sandbox marketplace. */
  readonly market?: object;
  /** Keeps webhooks and mails back, and sends them the last first afterwards. */
  readonly holds?: true;
  readonly slack?: { readonly method?: string; readonly fault: Fault };
}

/** The troubles that can be switched on, each with what Baton does about it. */
const KINDS: readonly Kind[] = [
  {
    id: 'market-slow',
    side: 'Marketplace',
    name: 'Slow: answers after 4 seconds',
    handling: 'Nobody waits in Slack: the modal closes at once, and the answer to the marketplace goes out behind it.',
    market: { kind: 'slow', ms: 4000, path: '*' },
  },
  {
    id: 'market-down',
    side: 'Marketplace',
    name: 'Down: every call fails',
    handling:
      'Baton tries again, after seconds, minutes, then hours. The card says that it takes longer, and nothing is lost.',
    market: { kind: 'fail', status: 503, path: '*' },
  },
  {
    id: 'market-busy',
    side: 'Marketplace',
    name: 'Refusing: too many calls',
    handling: 'Baton waits as long as the marketplace asks for, and counts no failure.',
    market: { kind: 'limit', retryAfter: 5, path: '*' },
  },
  {
    id: 'market-drop',
    side: 'Marketplace',
    name: 'Losing the answer: it acts, then hangs up',
    handling: 'Baton cannot know whether it was done, so it asks again with the same key. It is done once.',
    market: { kind: 'drop', path: 'decisions' },
  },
  {
    id: 'slack-limited',
    side: 'Slack',
    name: 'Busy: 429 on every new or edited message',
    handling: 'The message waits for as long as Slack asks, then it is posted, once. Decisions go on meanwhile.',
    slack: { fault: { kind: 'rate-limited', retryAfterSeconds: 3 } },
  },
  {
    id: 'slack-hang',
    side: 'Slack',
    name: 'Hanging: no answer to a posted message',
    handling: 'Baton gives up waiting, then looks whether the message is there before it posts another.',
    slack: { method: 'chat.postMessage', fault: { kind: 'hang' } },
  },
  {
    id: 'slack-lost',
    side: 'Slack',
    name: 'Losing the answer: it posts, then hangs up',
    handling: 'Baton finds the message that it posted by its metadata, and edits that one. You see one card, not two.',
    slack: { method: 'chat.postMessage', fault: { kind: 'lost-answer' } },
  },
];

/** The troubles of a vendor's API, whose path in the sandbox is its name in lower case. */
const ofVendor = (side: 'Vollna' | 'Getmany'): Kind[] => {
  const path = side.toLowerCase();
  return [
    {
      id: `${path}-slow`,
      side,
      name: 'Slow: answers after 8 seconds',
      handling: `Only what asks ${side} waits. Cards from its webhook, from others and by hand come as before.`,
      market: { kind: 'slow', ms: 8000, path },
    },
    {
      id: `${path}-down`,
      side,
      name: 'Down: every call fails',
      handling: 'Baton asks later and later, once an hour at last. The Home says so, and it catches up afterwards.',
      market: { kind: 'fail', status: 503, path },
    },
    {
      id: `${path}-refusing`,
      side,
      name: 'Refusing Baton’s token',
      handling: 'The connection says that its token was turned down, and its form asks for a new one.',
      market: { kind: 'fail', status: 401, path },
    },
  ];
};

const ALL: readonly Kind[] = [
  ...KINDS,
  ...ofVendor('Vollna'),
  ...ofVendor('Getmany'),
  {
    id: 'deliveries-late',
    side: 'Webhooks and mail',
    name: 'Late: kept back, and sent the last first',
    handling: 'The order does not matter: each card ends up as if everything had come in time.',
    holds: true,
  },
  {
    id: 'mail-look-alike',
    side: 'Webhooks and mail',
    name: 'A mail that looks like Upwork’s, from another sender',
    handling: 'No card: what counts is the sender’s domain and the mail’s signature.',
    mail: 'look-alike',
  },
  {
    id: 'mail-job-alert',
    side: 'Webhooks and mail',
    name: 'A job alert from Upwork',
    handling: 'No card: nobody is invited by it.',
    mail: 'job-alert',
  },
  {
    id: 'mail-bounce',
    side: 'Webhooks and mail',
    name: 'A mail that came back',
    handling: 'No card, and no answer to it, so that no two robots write to each other.',
    mail: 'bounce',
  },
  {
    id: 'mail-oversized',
    side: 'Webhooks and mail',
    name: 'A mail of 13 MB',
    handling:
      'Refused by its length before it is read, with 413. The service that posts the mails tries again, then gives up.',
    mail: 'oversized',
  },
];

/** Sends a mail to the second agency's address. @throws Error while mail is not connected */
async function send(demo: PlayableDemo, odd: OddMail): Promise<void> {
  if (demo.sandbox.state.agencies[UPWORK_AGENCY.id]?.vendors?.email?.url === undefined)
    throw new Error('Connect Mail first: beside the marketplace, under “Upwork, for Studio South”.');
  await act(demo, `agencies/${UPWORK_AGENCY.id}/mails`, { odd });
}

/** Methods of Slack that post or edit messages. */
const WRITING = ['chat.postMessage', 'chat.update'];

/** More calls than anybody makes: the fault lasts until it is switched off. */
const ALWAYS = Number.MAX_SAFE_INTEGER;

/** Switches troubles on and off. */
export interface TroubleSwitches {
  list(): readonly Trouble[];
  /**
   * Switches one on or off; what happens once happens.
   * @throws Error when there is no such trouble, or it cannot happen now
   */
  toggle(id: string, isOn: boolean): Promise<void>;
}

/** Creates the switches, all off. */
export function createTroubleSwitches(demo: InstalledDemo): TroubleSwitches {
  const on = new Set<string>();
  const kinds = ALL.filter(({ slack }) => slack || isPlayable(demo));
  let isHolding = false;
  const apply = async () => {
    const active = kinds.filter(({ id }) => on.has(id));
    demo.slack.faults.clear();
    for (const { slack } of active) {
      for (const method of slack?.method ? [slack.method] : WRITING)
        if (slack) demo.slack.faults.add({ method, fault: slack.fault, times: ALWAYS });
    }
    if (!isPlayable(demo)) return;
    await act(demo, 'switches/clear');
    for (const { market } of active) if (market) await act(demo, 'switches', market);
    const holds = active.some((one) => one.holds);
    if (holds && !isHolding) await act(demo, 'deliveries/hold');
    if (!holds && isHolding) await act(demo, 'deliveries/release', { order: 'reverse' });
    isHolding = holds;
  };
  return {
    list: () =>
      kinds.map(({ id, side, name, handling, mail }) => ({
        ...{ id, side, name, handling, isOn: on.has(id) },
        ...(mail && { once: true }),
      })),
    toggle: async (id, isOn) => {
      const kind = kinds.find((one) => one.id === id);
      if (!kind) throw new Error(`There is no trouble ${id}.`);
      if (kind.mail && isPlayable(demo)) return send(demo, kind.mail);
      if (isOn) on.add(id);
      else on.delete(id);
      await apply();
    },
  };
}
