/** The fake Slack and marketplace, which answer every call with success. */
export interface FakeServices {
  /** Stands in for `fetch`. */
  readonly fetch: (url: string | URL, init?: object) => Promise<Response>;
  /** The marketplace ids of the invitations that referrals led to, in order. */
  readonly referred: string[];
}

const DECISION = /\/invitations\/([^/]+)\/(accept|decline)$/;

/**
 * Creates the fake services. Each call is answered at once and reported to `take` by name.
 * @param marketplaceUrl the base address of the marketplace; all other calls are Slack's
 */
export function createFakeServices(marketplaceUrl: string, take: (what: string) => void): FakeServices {
  const referred: string[] = [];
  let posted = 0;
  const slack = (method: string) => {
    posted += 1;
    take(`slack ${method}`);
    return { ok: true, channel: method === 'conversations.open' ? { id: 'DBENCH' } : 'DBENCH', ts: `1.${posted}` };
  };
  const marketplace = (path: string, body: string) => {
    const [, id, verb] = DECISION.exec(path) ?? [];
    take(`marketplace ${verb ?? path.split('/').at(-1)}`);
    if (id === undefined) return { items: [] };
    if (verb === 'accept') return { id, status: 'accepted' };
    if (!body.includes('"referral"')) return { id, status: 'declined' };
    referred.push(`${id}-r`);
    return { id, status: 'declined', receivedInvitationId: `${id}-r` };
  };
  return {
    referred,
    fetch: async (url, init = {}) => {
      const { pathname, origin } = new URL(url);
      const body = 'body' in init && typeof init.body === 'string' ? init.body : '';
      const isMarketplace = origin === new URL(marketplaceUrl).origin;
      return Response.json(isMarketplace ? marketplace(pathname, body) : slack(pathname.split('/').at(-1) ?? ''));
    },
  };
}
