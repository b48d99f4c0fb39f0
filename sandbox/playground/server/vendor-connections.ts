import { connectVendor, installSouth, VENDORS, type Vendor } from '../../demo/connect-vendor.js';
import type { PlayableDemo } from '../../demo/install-and-connect.js';
import { MAIL_PROVIDERS, type MailAccount } from '../../marketplace/vendors/accounts.js';
import type { VendorState } from '../protocol.js';
import type { Replica } from './replica.js';
import { runInTurn } from './run-in-turn.js';

/** The connections of the second agency to the services that report invitations on Upwork. */
export interface VendorConnections {
  /** Shows pages which of them are connected now. */
  show(): Promise<void>;
  /** Connects one by the guided form, as the second agency's admin does, and shows it. */
  connect(id: Vendor, provider?: MailAccount['provider']): Promise<void>;
}

const ABOUT: Readonly<Record<Vendor, string>> = {
  vollna: 'sends a webhook at once, and is asked every three minutes',
  getmany: 'is asked every few minutes; skip an hour under Time to have it asked now',
  email: 'Upwork’s own mail, which says whose invite it is, posted by',
};

const PROVIDERS: Readonly<Record<MailAccount['provider'], string>> = {
  postmark: 'Postmark',
  mailgun: 'Mailgun',
  sendgrid: 'SendGrid',
  signed: 'something else, signed',
};

/** Creates the connections to vendors. @param south the demo as seen from the second workspace */
export function createVendorConnections(south: PlayableDemo, replica: Replica): VendorConnections {
  const show = runInTurn(async () => replica.set('vendors', await read(south)));
  return {
    show,
    connect: async (id, provider) => {
      await installSouth(south);
      await connectVendor(south, id, provider);
      await south.driver.as('mira').dismiss();
      await show();
    },
  };
}

async function read({ truth, tenantId, sandbox }: PlayableDemo): Promise<readonly VendorState[]> {
  const connections = await truth.ports.connections.latestOf(tenantId);
  const provider = Object.values(sandbox.state.agencies).flatMap(({ vendors }) => vendors?.email?.provider ?? [])[0];
  return (Object.keys(VENDORS) as Vendor[]).map((id) => ({
    ...{ id, name: VENDORS[id], about: ABOUT[id] },
    isConnected: connections.some(({ source }) => source === id),
    ...(id === 'email' && { providers: MAIL_PROVIDERS.map((one) => ({ id: one, name: PROVIDERS[one] })) }),
    ...(id === 'email' && provider && { provider }),
  }));
}
