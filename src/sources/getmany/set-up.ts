import { Refusal } from '../../domain/model/errors.js';
import { pastedToken } from '../credentials.js';
import { apiUrlField, apiUrlIn } from '../http/api-url-field.js';
import { checkAddress } from '../http/check-base-url.js';
import { refuseProbe } from '../http/refuse-probe.js';
import type { Probe, Services, SetUp } from '../source.js';
import { UPWORK_DECLINE_REASONS } from '../upwork/decline-reasons.js';
import { isWebhookSecret } from '../webhook-signature.js';
import { readPage } from './call.js';
import { GETMANY_API, type GetmanyConfig } from './connection-config.js';

/** The guided set-up of a connection to Getmany. */
export const getmanySetUp: SetUp<GetmanyConfig> = {
  name: { en: 'Getmany', de: 'Getmany' },
  about: {
    en: 'Getmany reads your agency’s invitations on Upwork. Baton asks it for new ones every few minutes.',
    de: 'Getmany liest die Einladungen eurer Agentur auf Upwork. Baton fragt dort alle paar Minuten nach neuen.',
  },
  inShort: {
    en: 'Asked every few minutes; needs no public address. Answers by hand.',
    de: 'Wird alle paar Minuten gefragt, ohne eigene Adresse. Antworten von Hand.',
  },
  sendNow: {
    en: 'Getmany’s webhook tells of answered proposals alone. If you have added one, have it send its test there.',
    de: 'Getmanys Webhook meldet nur beantwortete Angebote. Wenn ihr ihn angelegt habt, löst dort seinen Test aus.',
  },
  steps: [
    {
      en: 'In Getmany, make a token for its API.',
      de: 'Lege in Getmany ein Token für die API an.',
    },
  ],
  webhookSteps: [
    {
      en: 'If you like, add a webhook for the event *proposal.accepted* there, with the address that Baton shows after saving, and enter its signing secret (`whsec_…`) here. Baton then hears at once when a client answers a proposal.',
      de: 'Wenn ihr mögt, legt dort auch einen Webhook für das Ereignis *proposal.accepted* an, mit der Adresse, die Baton nach dem Speichern zeigt, und tragt sein Signaturgeheimnis (`whsec_…`) hier ein. Dann hört Baton sofort, wenn ein Kunde auf ein Angebot antwortet.',
    },
  ],
  fields: [
    {
      name: 'apiToken',
      kind: 'secret',
      most: 500,
      label: { en: 'Getmany’s API token', de: 'API-Token von Getmany' },
    },
    {
      name: 'webhookSecret',
      kind: 'secret',
      optional: true,
      most: 200,
      label: { en: 'Signing secret of the webhook', de: 'Signaturgeheimnis des Webhooks' },
      placeholder: { en: 'whsec_…', de: 'whsec_…' },
    },
    apiUrlField(GETMANY_API),
  ],
  configure: (answers, before) => {
    const { webhookSecret } = answers;
    const token = pastedToken(answers, 'apiToken') ?? before?.apiToken;
    const secret = webhookSecret?.trim() || before?.webhookSecret;
    if (!token) throw new Refusal('connection.missing', { field: 'apiToken' });
    if (secret !== undefined && !isWebhookSecret(secret))
      throw new Refusal('connection.badKey', { field: 'webhookSecret' });
    return { apiToken: token, apiUrl: apiUrlIn(answers, GETMANY_API), ...(secret && { webhookSecret: secret }) };
  },
  accountOf: ({ apiToken }) => ({ field: 'apiToken', key: apiToken }),
  preset: ({ apiUrl }) => (apiUrl === GETMANY_API ? {} : { apiUrl }),
  probe: (config, services) =>
    probe(config, services).catch((error: unknown) => refuseProbe(error, { secret: 'apiToken', address: 'apiUrl' })),
  copy: (_, webhookUrl) => [{ label: { en: 'Address of the webhook', de: 'Adresse des Webhooks' }, value: webhookUrl }],
};

async function probe(config: GetmanyConfig, services: Services): Promise<Probe> {
  await checkAddress(config.apiUrl, services.trustedOrigins);
  const { records, next } = await readPage(services, config, 'probe', { status: 'pending' });
  const count = next === undefined ? String(records.length) : `${records.length}+`;
  const fact = {
    en: `Getmany answers. Open invitations: ${count}.`,
    de: `Getmany antwortet. Offene Einladungen: ${count}.`,
  };
  return { facts: [fact], declineReasons: UPWORK_DECLINE_REASONS };
}
