import { Hono } from 'hono';
import { z } from 'zod';
import { newId } from '../market/market.js';
import type { Agency } from '../market/state.js';
import { MAIL_PROVIDERS, newGetmanyAccount, newMailAccount, newVollnaAccount } from '../vendors/accounts.js';
import { type MailToSend, ODD_MAILS, oddMail } from '../vendors/odd-mails.js';
import { queueVollnaTest } from '../vendors/queue-deliveries.js';
import { orConflict, orNotFound, readInput, respond } from './form-or-json.js';
import type { Http, Sandbox } from './sandbox-context.js';

const Vollna = z.object({ url: z.url().exactOptional(), token: z.string().min(1).exactOptional() });
const Getmany = z.object({ url: z.url().exactOptional() });
const Email = z.object({
  provider: z.enum(MAIL_PROVIDERS).exactOptional(),
  address: z.email().exactOptional(),
  url: z.url().exactOptional(),
  /** The secret that Baton shows for raw mails. */
  key: z.string().min(1).exactOptional(),
});
const Mail = z.union([z.object({ raw: z.string().min(1) }), z.object({ odd: z.enum(ODD_MAILS) })]);

/**
 * Controls for an agency's accounts at Vollna, at Getmany and at a service that receives mail. Each answers with what
 * an admin finds at the vendor; a second call says where its webhooks go.
 */
export function vendorControls({ market, changed }: Sandbox): Hono<Http> {
  const { state } = market;
  const app = new Hono<Http>();
  const vendorsOf = (id: string) => {
    const agency: Agency = orNotFound(state.agencies[id], 'agency');
    agency.vendors ??= {};
    return agency.vendors;
  };
  app.post('/agencies/:id/vollna', async (c) => {
    const vendors = vendorsOf(c.req.param('id'));
    const { url, token } = await readInput(c, Vollna);
    const account = vendors.vollna ?? newVollnaAccount();
    vendors.vollna = { ...account, ...(url !== undefined && token !== undefined && { webhook: { url, token } }) };
    await changed();
    return respond(c, { apiUrl: `${market.url}/vollna/v1`, apiToken: account.apiToken });
  });
  app.post('/agencies/:id/vollna/test', async (c) => {
    const agencyId = c.req.param('id');
    orConflict(vendorsOf(agencyId).vollna?.webhook !== undefined, 'Vollna has no endpoint of this agency.');
    queueVollnaTest(market, agencyId);
    await changed();
    return respond(c, {});
  });
  app.post('/agencies/:id/getmany', async (c) => {
    const vendors = vendorsOf(c.req.param('id'));
    const account = { ...(vendors.getmany ?? newGetmanyAccount()), ...(await readInput(c, Getmany)) };
    vendors.getmany = account;
    await changed();
    const { apiToken, secret } = account;
    return respond(c, { apiUrl: `${market.url}/getmany/v1`, apiToken, webhookSecret: secret });
  });
  app.post('/agencies/:id/email', async (c) => {
    const vendors = vendorsOf(c.req.param('id'));
    const { provider, address, ...rest } = await readInput(c, Email);
    const known = vendors.email;
    const opened = provider && address ? newMailAccount(provider, address) : known;
    const account = { ...orNotFound(opened, 'account: say the provider and the address first'), ...rest };
    vendors.email = account;
    await changed();
    const key = account.provider === 'mailgun' ? account.key : account.publicKey;
    return respond(c, { provider: account.provider, address: account.address, ...(key !== undefined && { key }) });
  });
  app.post('/agencies/:id/mails', async (c) => {
    const agencyId = c.req.param('id');
    const given = await readInput(c, Mail);
    const { email } = vendorsOf(agencyId);
    orConflict(email?.url !== undefined, 'No address takes mail for this agency.');
    const id = newId('mail');
    const { raw, length }: MailToSend =
      'odd' in given ? oddMail(given.odd, email?.address ?? '', id, market.now()) : given;
    const at = market.now().toISOString();
    const waits = state.holding ? ('held' as const) : ('waiting' as const);
    state.deliveries[id] = {
      id,
      agencyId,
      vendor: 'email',
      type: 'invitation.created',
      body: raw,
      ...(length !== undefined && { length }),
      createdAt: at,
      state: waits,
      nextAt: at,
      attempts: [],
    };
    await changed();
    return respond(c, { id }, 201);
  });
  return app;
}
