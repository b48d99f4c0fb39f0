import type { Answers } from '../../domain/model/connection/source.js';
import { newWebhookSecret } from '../../domain/model/connection/webhook-secret.js';
import { Refusal } from '../../domain/model/errors.js';
import { itemsOf } from '../../lib/list-items.js';
import { newWebhookToken, rotated } from '../credentials.js';
import type { Probe, SetUp } from '../source.js';
import { UPWORK_DECLINE_REASONS } from '../upwork/decline-reasons.js';
import type { EmailConfig, Provider } from './connection-config.js';
import { comparable, pastedAddress, pastedDomain } from './mail-address.js';
import { publicKeyOf } from './providers/sendgrid.js';

const PROVIDERS: readonly Provider[] = ['postmark', 'mailgun', 'sendgrid', 'signed'];

/** The guided set-up of a connection by mail. */
export const emailSetUp: SetUp<EmailConfig> = {
  name: { en: 'Email', de: 'E-Mail' },
  about: {
    en: 'Forward Upwork’s mails about invitations to an address of yours, and Baton reads them. It follows no link, and puts every other mail aside unread.',
    de: 'Leitet Upworks Mails über Einladungen an eine Adresse von euch weiter, und Baton liest sie. Baton öffnet keinen Link und legt alle anderen Mails ungelesen beiseite.',
  },
  inShort: {
    en: 'Reads Upwork’s mails, with no other tool. Hears of no results.',
    de: 'Liest Upworks Mails, ohne weiteres Werkzeug. Erfährt kein Ergebnis.',
  },
  sendNow: {
    en: 'Forward any mail to the address. One that is no invitation is put aside, which shows that mail arrives.',
    de: 'Leitet irgendeine Mail an die Adresse weiter. Was keine Einladung ist, wird beiseitegelegt; auch so ist zu sehen, dass Mails ankommen.',
  },
  steps: [
    {
      en: 'Choose a service that receives mail for you: *Postmark*, *Mailgun* or *SendGrid*. Anything else that can post a raw mail works too, signed as in Standard Webhooks. Set up an address there that nobody else uses, such as `upwork@in.your-agency.com`.',
      de: 'Wählt einen Dienst, der für euch Mails empfängt: *Postmark*, *Mailgun* oder *SendGrid*. Alles andere, was eine rohe Mail senden kann, geht auch, signiert wie in Standard Webhooks. Richtet dort eine Adresse ein, die sonst niemand benutzt, etwa `upwork@in.eure-agentur.de`.',
    },
    {
      en: 'Save this form and enter the address of the webhook that Baton then shows: in Postmark as the inbound webhook; in Mailgun as `forward(…)` of a route; in SendGrid as the URL of Inbound Parse, with *POST the raw, full MIME message* and a signature policy.',
      de: 'Speichert dieses Formular und tragt die Webhook-Adresse ein, die Baton dann zeigt: bei Postmark als Inbound-Webhook, bei Mailgun als `forward(…)` einer Route, bei SendGrid als URL von Inbound Parse, mit *POST the raw, full MIME message* und einer Signature Policy.',
    },
    {
      en: 'Let everybody’s mailbox forward what comes from `upwork.com` to that address. A rule that forwards by itself is best: Baton can then see that the mail is Upwork’s. What a person forwards by hand is marked as not certain.',
      de: 'Lasst jedes Postfach an diese Adresse weiterleiten, was von `upwork.com` kommt. Am besten durch eine Regel: Dann kann Baton sehen, dass die Mail wirklich von Upwork ist. Was jemand von Hand weiterleitet, wird als unsicher markiert.',
    },
  ],
  fields: [
    {
      name: 'provider',
      kind: 'choice',
      label: { en: 'Who receives the mail', de: 'Wer die Mails empfängt' },
      options: [
        { value: 'postmark', label: { en: 'Postmark', de: 'Postmark' } },
        { value: 'mailgun', label: { en: 'Mailgun', de: 'Mailgun' } },
        { value: 'sendgrid', label: { en: 'SendGrid', de: 'SendGrid' } },
        { value: 'signed', label: { en: 'Something else, signed', de: 'Etwas anderes, signiert' } },
      ],
    },
    {
      name: 'address',
      kind: 'text',
      most: 200,
      label: { en: 'The address that you forward to', de: 'Die Adresse, an die ihr weiterleitet' },
      placeholder: { en: 'upwork@in.your-agency.com', de: 'upwork@in.eure-agentur.de' },
    },
    {
      name: 'key',
      kind: 'secret',
      optional: true,
      most: 500,
      label: { en: 'Key of the service', de: 'Schlüssel des Dienstes' },
      hint: {
        en: 'Mailgun: the HTTP webhook signing key. SendGrid: the public key of the signature policy. Otherwise leave it empty.',
        de: 'Mailgun: der „HTTP webhook signing key“. SendGrid: der öffentliche Schlüssel der Signature Policy. Sonst bleibt das Feld leer.',
      },
    },
    {
      name: 'domains',
      kind: 'text',
      optional: true,
      most: 500,
      label: { en: 'Who may forward by hand', de: 'Wer von Hand weiterleiten darf' },
      placeholder: { en: 'your-agency.com, gmail.com', de: 'eure-agentur.de, gmail.com' },
      hint: {
        en: 'Domains of your people’s mail addresses. Empty: everybody.',
        de: 'Domains der Mailadressen eurer Leute. Leer: alle.',
      },
    },
  ],
  configure,
  accountOf: ({ address }) => ({ field: 'address', key: comparable(address) }),
  preset: ({ provider, address, domains }) => ({ provider, address, domains: domains.join(', ') }),
  probe: async () => PROBED,
  copy: (config, webhookUrl) => [
    { label: { en: 'Address of the webhook', de: 'Adresse des Webhooks' }, value: addressFor(config, webhookUrl) },
    ...(config.provider === 'signed'
      ? [{ label: { en: 'Signing secret', de: 'Signaturgeheimnis' }, value: config.secrets[0] ?? '' }]
      : []),
    { label: { en: 'Forward Upwork’s mails to', de: 'Upworks Mails weiterleiten an' }, value: config.address },
  ],
  rotate: (config) => {
    switch (config.provider) {
      case 'postmark':
      case 'mailgun':
        return { ...config, tokens: rotated(newWebhookToken(), config.tokens) };
      case 'signed':
        return { ...config, secrets: rotated(newWebhookSecret(), config.secrets) };
      case 'sendgrid':
        return config;
    }
  },
};

/** The result of the probe: there is nothing to ask, and only a mail shows whether the connection works. */
const PROBED: Probe = {
  facts: [
    {
      en: 'Forward one of Upwork’s invitations to see whether it arrives.',
      de: 'Leitet eine von Upworks Einladungen weiter, um zu sehen, ob sie ankommt.',
    },
  ],
  declineReasons: UPWORK_DECLINE_REASONS,
};

function configure(answers: Answers, before: EmailConfig | undefined): EmailConfig {
  const address = pastedAddress(answers.address ?? '');
  if (!address) throw new Refusal('connection.badMailAddress', { field: 'address' });
  const shared = { address, domains: domainsIn(answers.domains ?? '') };
  const key = answers.key?.trim();
  switch (PROVIDERS.find((name) => name === answers.provider)) {
    case 'postmark':
      return { provider: 'postmark', ...shared, tokens: tokensOf(before) };
    case 'mailgun': {
      const signingKey = key || (before?.provider === 'mailgun' ? before.signingKey : undefined);
      if (!signingKey) throw new Refusal('connection.missing', { field: 'key' });
      return { provider: 'mailgun', ...shared, tokens: tokensOf(before), signingKey };
    }
    case 'sendgrid': {
      const publicKey =
        key?.replace(/-----[^-]+-----|\s/g, '') || (before?.provider === 'sendgrid' ? before.publicKey : '');
      if (!isPublicKey(publicKey))
        throw new Refusal(publicKey ? 'connection.badKey' : 'connection.missing', { field: 'key' });
      return { provider: 'sendgrid', ...shared, publicKey };
    }
    case 'signed':
      return {
        provider: 'signed',
        ...shared,
        secrets: before?.provider === 'signed' ? before.secrets : [newWebhookSecret()],
      };
    case undefined:
      throw new Refusal('connection.missing', { field: 'provider' });
  }
}

/**
 * Reads the domains of a list, which may contain whole addresses and links.
 * @throws Refusal that names an entry that is none
 */
const domainsIn = (list: string): string[] => [
  ...new Set(
    itemsOf(list)
      .flatMap((item) => item.split(/\s+/))
      .flatMap((entry) => {
        if (!/[\p{L}\p{N}]/u.test(entry)) return [];
        const domain = pastedDomain(entry);
        if (!domain) throw new Refusal('connection.badDomain', { field: 'domains', domain: entry });
        return [domain];
      }),
  ),
];

const tokensOf = (before: EmailConfig | undefined): readonly string[] =>
  before && 'tokens' in before ? before.tokens : [newWebhookToken()];

function isPublicKey(base64: string): boolean {
  try {
    return Boolean(publicKeyOf(base64));
  } catch {
    return false;
  }
}

/**
 * Returns the webhook address to enter at the provider. Postmark and Mailgun need a secret in it; Mailgun posts raw
 * mails where the address ends in `mime`.
 */
function addressFor(config: EmailConfig, webhookUrl: string): string {
  const url = new URL(webhookUrl);
  if (config.provider === 'postmark') {
    url.username = 'baton';
    url.password = config.tokens[0] ?? '';
  }
  return config.provider === 'mailgun' ? `${url.href}?key=${config.tokens[0]}&as=mime` : url.href;
}
