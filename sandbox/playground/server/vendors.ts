import { connectVendor, installSouth, VENDORS, type Vendor } from '../../demo/connect-vendor.js';
import type { PlayableDemo } from '../../demo/prepare.js';
import { MAIL_PROVIDERS, type MailAccount } from '../../marketplace/vendors/accounts.js';
import type { VendorState } from '../protocol.js';

/** The services that tell of invitations on Upwork, and the connecting of them. */
export interface Vendors {
  list(): Promise<readonly VendorState[]>;
  /** Connects one by the guided form, as the second agency's admin does. */
  connect(id: Vendor, provider?: MailAccount['provider']): Promise<void>;
}

const ABOUT: Readonly<Record<Vendor, string>> = {
  vollna: 'sends a webhook at once, and is asked every three minutes',
  getmany: 'is asked every few minutes',
  email: 'Upwork’s own mail, which says whose invite it is, posted by',
};

const PROVIDERS: Readonly<Record<MailAccount['provider'], string>> = {
  postmark: 'Postmark',
  mailgun: 'Mailgun',
  sendgrid: 'SendGrid',
  signed: 'something else, signed',
};

/** @param south the demo as seen from the second workspace */
export function createVendors(south: PlayableDemo): Vendors {
  return {
    list: async () => {
      const connections = await south.truth.ports.connections.latestOf(south.tenantId);
      const provider = Object.values(south.sandbox.state.agencies).flatMap(
        ({ vendors }) => vendors?.email?.provider ?? [],
      )[0];
      return (Object.keys(VENDORS) as Vendor[]).map((id) => ({
        ...{ id, name: VENDORS[id], about: ABOUT[id] },
        isConnected: connections.some(({ source }) => source === id),
        ...(id === 'email' && { providers: MAIL_PROVIDERS.map((one) => ({ id: one, name: PROVIDERS[one] })) }),
        ...(id === 'email' && provider && { provider }),
      }));
    },
    connect: async (id, provider) => {
      await installSouth(south);
      await connectVendor(south, id, provider);
      await south.driver.as('mira').dismiss();
    },
  };
}
