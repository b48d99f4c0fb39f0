import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** An agency's account at Vollna. */
export interface VollnaAccount {
  readonly apiToken: string;
  /** The address of its webhooks, and the bearer token that Baton made for them. */
  readonly webhook?: { readonly url: string; readonly token: string };
}

/** An agency's account at Getmany. */
export interface GetmanyAccount {
  readonly apiToken: string;
  /** Signs its webhooks. */
  readonly secret: string;
  readonly url?: string;
}

/** The services that receive mail for an agency. */
export const MAIL_PROVIDERS = ['postmark', 'mailgun', 'sendgrid', 'signed'] as const;

/** An agency's account at a service that receives mail. */
export interface MailAccount {
  readonly provider: (typeof MAIL_PROVIDERS)[number];
  readonly address: string;
  /** The address to which mails are posted. */
  readonly url?: string;
  /** Mailgun's signing key, SendGrid's private key (PEM), or the secret that Baton made for raw mails. */
  readonly key: string;
  /** SendGrid's public key, DER in base64. */
  readonly publicKey?: string;
}

/** An agency's accounts at the services that know of its invitations. */
export interface VendorAccounts {
  vollna?: VollnaAccount;
  getmany?: GetmanyAccount;
  email?: MailAccount;
}

export type VendorName = keyof VendorAccounts;

const token = (): string => randomBytes(24).toString('hex');

export const newVollnaAccount = (): VollnaAccount => ({ apiToken: token() });

export const newGetmanyAccount = (): GetmanyAccount => ({
  apiToken: token(),
  secret: `whsec_${randomBytes(24).toString('base64')}`,
});

/** Opens an account that receives mail at an address. */
export function newMailAccount(provider: MailAccount['provider'], address: string): MailAccount {
  if (provider !== 'sendgrid') return { provider, address, key: token() };
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    provider,
    address,
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}
