import { z } from 'zod';

const tokens = z.array(z.string().min(1)).min(1).max(2).readonly();

const shared = {
  /** The address to which invitations are forwarded, in lower case. */
  address: z.string().min(3),
  /** The domains whose people may forward by hand, in lower case; everybody when empty. */
  domains: z.array(z.string().min(1)).readonly(),
};

/**
 * The configuration of a connection by mail: the credentials that prove that a webhook comes from the mail provider.
 */
export const EmailConfig = z.discriminatedUnion('provider', [
  /** Postmark. `tokens` are Baton's own, the newest first, in the address of the webhook: Postmark signs nothing. */
  z.object({ provider: z.literal('postmark'), ...shared, tokens }),
  /** Mailgun. It signs a time and a token in the body; `tokens` keep everybody else from sending a webhook. */
  z.object({ provider: z.literal('mailgun'), ...shared, tokens, signingKey: z.string().min(1) }),
  /** SendGrid's public key, DER in base64. */
  z.object({ provider: z.literal('sendgrid'), ...shared, publicKey: z.string().min(1) }),
  /** Any service that posts the raw mail, signed as in Standard Webhooks with Baton's secrets, the newest first. */
  z.object({ provider: z.literal('signed'), ...shared, secrets: tokens }),
]);
export type EmailConfig = z.output<typeof EmailConfig>;

/** A way in which mails are posted: a mail provider, or `signed` for any other service. */
export type Provider = EmailConfig['provider'];

/** The configuration of one provider. */
export type ConfigOf<Name extends Provider> = Extract<EmailConfig, { readonly provider: Name }>;
