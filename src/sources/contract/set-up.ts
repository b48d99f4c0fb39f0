import type { DeclineReason } from '../../domain/model/connection/connection.js';
import { newWebhookSecret } from '../../domain/model/connection/webhook-secret.js';
import { Refusal } from '../../domain/model/errors.js';
import { LANGUAGES } from '../../domain/model/languages.js';
import { keptReasons } from '../../domain/model/stored-size-limits.js';
import { pastedToken, rotated } from '../credentials.js';
import { checkAddress } from '../http/check-base-url.js';
import { refuseProbe } from '../http/refuse-probe.js';
import type { Probe, Services, SetUp } from '../source.js';
import { callForList } from './call.js';
import type { ContractConfig } from './connection-config.js';
import { ENDPOINTS } from './schema/endpoint.js';

/** The set-up of a connection by the contract. */
export const setUp: SetUp<ContractConfig> = {
  name: { en: 'Baton’s contract', de: 'Batons Vertrag' },
  about: {
    en: 'A marketplace, or a gateway of your own, that speaks Baton’s signed HTTP contract. Address and token are tried before anything is saved.',
    de: 'Ein Marktplatz oder eigener Vermittler, der Batons signierten HTTP-Vertrag spricht. Adresse und Token werden versucht, bevor etwas gespeichert wird.',
  },
  inShort: {
    en: 'Does everything, answers and referrals too. Needs an API made for Baton.',
    de: 'Kann alles, auch antworten und empfehlen. Braucht eine API für Baton.',
  },
  sendNow: {
    en: 'Have the marketplace send any event, such as an invitation.',
    de: 'Lass den Marktplatz irgendein Ereignis schicken, etwa eine Einladung.',
  },
  steps: [],
  fields: [
    {
      name: 'url',
      kind: 'url',
      label: { en: 'Address of its API', de: 'Adresse der API' },
      placeholder: { en: 'https://api.example.com/v1', de: 'https://api.example.com/v1' },
      most: 500,
    },
    {
      name: 'token',
      kind: 'secret',
      label: { en: 'Token', de: 'Token' },
      hint: {
        en: 'It is encrypted, and never shown again.',
        de: 'Es wird verschlüsselt und nie wieder gezeigt.',
      },
      most: 2000,
    },
    {
      name: 'path',
      kind: 'choice',
      label: { en: 'How answers get there', de: 'Wie Antworten dorthin gelangen' },
      options: [
        {
          value: 'native',
          label: {
            en: 'Baton sends them (the marketplace follows Baton’s contract)',
            de: 'Baton schickt sie (der Marktplatz folgt Batons Vertrag)',
          },
        },
        {
          value: 'handoff',
          label: {
            en: 'People carry them over (the marketplace takes no answers from apps)',
            de: 'Menschen tragen sie hin (der Marktplatz nimmt von Apps keine an)',
          },
        },
      ],
    },
  ],
  configure: (answers, before) => {
    const { url = '', path } = answers;
    const token = pastedToken(answers, 'token');
    if (!token) throw new Refusal('connection.missing', { field: 'token' });
    const baseUrl = trimmed(url);
    const kept = before && placeOf(before) === placeOf({ baseUrl }) ? before.webhookSecrets : undefined;
    return {
      baseUrl,
      token,
      webhookSecrets: [...(kept ?? [newWebhookSecret()])],
      path: path === 'handoff' ? 'handoff' : 'native',
    };
  },
  placeOf,
  accountOf: (config) => ({ field: 'url', key: placeOf(config) }),
  preset: ({ baseUrl, path }) => ({ url: baseUrl, path }),
  probe,
  copy: ({ webhookSecrets: [secret = ''] }, webhookUrl) => [
    { label: { en: 'Webhook address', de: 'Webhook-Adresse' }, value: webhookUrl },
    { label: { en: 'Webhook secret', de: 'Webhook-Geheimnis' }, value: secret },
  ],
  rotate: (config) => ({
    ...config,
    webhookSecrets: rotated(newWebhookSecret(), config.webhookSecrets),
  }),
};

const trimmed = (url: string): string => url.replace(/\/+$/, '');

/** Returns the address of the API in one spelling: the letters of its host in lower case, and no usual port. */
function placeOf({ baseUrl }: Pick<ContractConfig, 'baseUrl'>): string {
  return URL.canParse(baseUrl) ? trimmed(new URL(baseUrl).href) : baseUrl;
}

async function probe(config: ContractConfig, services: Services): Promise<Probe> {
  const { trustedOrigins, timeoutMs } = services;
  await checkAddress(config.baseUrl, trustedOrigins);
  const to = { id: 'candidate', tenantId: 'candidate', config };
  const ask = async (language: string) =>
    keptReasons(
      (await callForList(services, to, ENDPOINTS.declineReasons, { timeoutMs, language }, { atLeastOne: true })).items,
    );
  const declineReasons = await inAllLanguages(ask).catch((error: unknown) =>
    refuseProbe(error, { secret: 'token', address: 'url' }),
  );
  return { declineReasons, facts: [reasonsFound(declineReasons.length)] };
}

const reasonsFound = (count: number) => ({
  en: `It answers, and names ${count} ${count === 1 ? 'reason' : 'reasons'} for declining.`,
  de: `Er antwortet und nennt ${count} ${count === 1 ? 'Grund' : 'Gründe'} für Absagen.`,
});

const [USUAL, ...OTHERS] = LANGUAGES;

/**
 * Reads the decline reasons in every language of Baton. A translation that is equal to the default text, or whose
 * request fails, is left out.
 * @throws as `ask` does in the default language
 */
export async function inAllLanguages(
  ask: (language: string) => Promise<readonly DeclineReason[]>,
): Promise<DeclineReason[]> {
  const usual = await ask(USUAL);
  const others = await Promise.all(OTHERS.map((language) => ask(language).catch((): DeclineReason[] => [])));
  return usual.map(({ id, text }) => {
    const translated = OTHERS.flatMap((language, index) => {
      const other = others[index]?.find((reason) => reason.id === id);
      return other && other.text !== text ? [[language, other.text]] : [];
    });
    return { id, text, ...(translated.length && { translations: Object.fromEntries(translated) }) };
  });
}
