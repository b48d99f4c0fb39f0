import { newWebhookToken, pastedToken, rotated } from '../credentials.js';
import { apiUrlField, apiUrlIn } from '../http/api-url-field.js';
import { checkAddress } from '../http/check-base-url.js';
import { refuseProbe } from '../http/refuse-probe.js';
import type { Probe, Services, SetUp } from '../source.js';
import { UPWORK_DECLINE_REASONS } from '../upwork/decline-reasons.js';
import { VollnaInvitation } from './api-types.js';
import { readPage } from './call.js';
import { VOLLNA_API, type VollnaConfig } from './connection-config.js';

/** The guided set-up of a connection to Vollna. */
export const vollnaSetUp: SetUp<VollnaConfig> = {
  name: { en: 'Vollna', de: 'Vollna' },
  about: {
    en: 'Vollna watches your agency on Upwork. It tells Baton of every invitation as it comes, and of what came of it. Needs Vollna’s Agency plan.',
    de: 'Vollna beobachtet eure Agentur auf Upwork. Es meldet Baton jede Einladung, sobald sie kommt, und was daraus wurde. Dafür braucht ihr Vollnas Agency-Tarif.',
  },
  inShort: {
    en: 'Brings every invitation at once. Answers on Upwork are given by hand.',
    de: 'Bringt jede Einladung sofort. Auf Upwork antwortet ihr von Hand.',
  },
  sendNow: {
    en: 'In Vollna, go to *Settings → Developers → Webhooks* and press *Send Test Request*.',
    de: 'Geh in Vollna zu *Settings → Developers → Webhooks* und drücke *Send Test Request*.',
  },
  steps: [
    {
      en: 'In Vollna, open the menu at the top right, choose *API Tokens* and make a token. Baton asks for what its webhook may have missed, so nothing is lost while either side is down.',
      de: 'Öffne in Vollna das Menü oben rechts, wähle *API Tokens* und lege ein Token an. Damit fragt Baton nach, was der Webhook verpasst haben könnte; so geht nichts verloren, wenn eine Seite ausfällt.',
    },
  ],
  webhookSteps: [
    {
      en: 'Save this form. Baton then shows an address and a token.',
      de: 'Speichere dieses Formular. Baton zeigt dir danach eine Adresse und ein Token.',
    },
    {
      en: 'In Vollna, go to *Settings → Developers → Webhooks → Add Endpoint*, paste both (the token as *Bearer Token*), and choose all four events of invitations and proposals. *Send Test Request* should be answered with success.',
      de: 'Geh in Vollna zu *Settings → Developers → Webhooks → Add Endpoint*, füge beides ein (das Token als *Bearer Token*) und wähle alle vier Ereignisse zu Einladungen und Angeboten. *Send Test Request* sollte Erfolg melden.',
    },
  ],
  fields: [
    {
      name: 'apiToken',
      kind: 'secret',
      optional: true,
      most: 500,
      label: { en: 'Vollna’s API token', de: 'API-Token von Vollna' },
      hint: {
        en: 'Without it Baton hears only what the webhook brings.',
        de: 'Ohne dieses Token hört Baton nur, was der Webhook bringt.',
      },
    },
    apiUrlField(VOLLNA_API),
  ],
  configure: (answers, before) => {
    const token = pastedToken(answers, 'apiToken') ?? before?.apiToken;
    return {
      webhookTokens: before?.webhookTokens ?? [newWebhookToken()],
      ...(token && { apiToken: token }),
      apiUrl: apiUrlIn(answers, VOLLNA_API),
    };
  },
  accountOf: ({ apiToken }) => (apiToken === undefined ? undefined : { field: 'apiToken', key: apiToken }),
  preset: ({ apiUrl }) => (apiUrl === VOLLNA_API ? {} : { apiUrl }),
  probe: (config, services) =>
    probe(config, services).catch((error: unknown) => refuseProbe(error, { secret: 'apiToken', address: 'apiUrl' })),
  copy: ({ webhookTokens: [token = ''] }, webhookUrl) => [
    { label: { en: 'Address of the webhook', de: 'Adresse des Webhooks' }, value: webhookUrl },
    { label: { en: 'Bearer token', de: 'Bearer-Token' }, value: token },
  ],
  rotate: ({ webhookTokens, ...config }) => ({
    ...config,
    webhookTokens: rotated(newWebhookToken(), webhookTokens),
  }),
};

async function probe(config: VollnaConfig, services: Services): Promise<Probe> {
  const declineReasons = UPWORK_DECLINE_REASONS;
  if (!config.apiToken) {
    const fact = {
      en: 'Without an API token, invitations come by webhook alone.',
      de: 'Ohne API-Token kommen Einladungen nur über den Webhook.',
    };
    return { facts: [fact], declineReasons };
  }
  await checkAddress(config.apiUrl, services.trustedOrigins);
  const wanted = { path: '/invitations', sort: 'invitedAt', limit: 10 } as const;
  const { records, total } = await readPage(services, config, VollnaInvitation, wanted);
  const count = total ?? records.length;
  return {
    facts: [
      {
        en: `Vollna answers. It knows of ${count} ${count === 1 ? 'invitation' : 'invitations'}.`,
        de: `Vollna antwortet. Es kennt ${count} ${count === 1 ? 'Einladung' : 'Einladungen'}.`,
      },
      ...organizationsIn(records),
    ],
    declineReasons,
  };
}

/** Names the organizations of the invitations, so that an admin sees a wrong account at once. */
function organizationsIn(records: readonly VollnaInvitation[]): Probe['facts'] {
  const labels = [...new Set(records.flatMap(({ upworkOrganization: of }) => of?.label ?? []))];
  if (labels.length === 0) return [];
  const names = labels.slice(0, 3).join(', ');
  return [{ en: `The latest are for ${names}.`, de: `Die neuesten sind für ${names}.` }];
}
