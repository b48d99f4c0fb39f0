import { type Connection, MANUAL, PRACTICE } from '../domain/model/connection/connection.js';
import type { SetUpForm } from '../domain/model/connection/source.js';
import { Misconfigured, Refusal } from '../domain/model/errors.js';
import type { Sources } from '../domain/ports.js';
import { sourceNamed } from './create-marketplace.js';
import { budgetIn } from './parse-money.js';
import type { AnySource } from './source.js';
import { SOURCES } from './sources.js';
import { UPWORK_DECLINE_REASONS } from './upwork/decline-reasons.js';

/** Sources that every tenant has without any set-up. */
const BUILT_IN: readonly string[] = [MANUAL, PRACTICE];

/** Options of the sources' port. */
export interface SourcesOptions {
  /** True where webhooks can reach Baton; they can where absent. */
  readonly hearsWebhooks?: boolean;
  readonly sources?: Readonly<Record<string, AnySource>>;
}

/** Creates the `Sources` port: the operations of sources that make no call. */
export function createSources({ hearsWebhooks = true, sources = SOURCES }: SourcesOptions = {}): Sources {
  const offered = Object.entries(sources).filter(([source]) => !BUILT_IN.includes(source));
  const isUsable = ({ poll }: AnySource) => hearsWebhooks || poll !== undefined;
  const setUpOf = ({ source }: Pick<Connection, 'source'>) => sourceNamed(sources, source).setUp;
  return {
    forms: offered
      .filter(([, source]) => isUsable(source))
      .map(([source, { setUp }]) => formOf(source, setUp, hearsWebhooks)),
    unreachable: offered.filter(([, source]) => !isUsable(source)).map(([, { setUp }]) => setUp.name),
    prepare: (source, answers, before) => {
      const { setUp, trust, namesInvitations, marketplace, can, poll, asks } = sourceNamed(sources, source);
      const config = setUp.configure(answers, before?.source === source ? before.config : undefined);
      const traits = { source, trust, namesInvitations, marketplace };
      const isAsked = poll !== undefined && (asks?.(config) ?? true);
      if (!isAsked && !hearsWebhooks) throw new Refusal('connection.unheard', { field: setUp.fields[0]?.name ?? '' });
      return { ...traits, config, can: can(config), ...(isAsked && { polls: true }) };
    },
    preset: (connection) => setUpOf(connection).preset(connection.config),
    placeOf: (connection) => setUpOf(connection).placeOf?.(connection.config) ?? null,
    accountOf: (connection) => setUpOf(connection).accountOf?.(connection.config) ?? null,
    copy: (connection, webhookUrl) => setUpOf(connection).copy(connection.config, webhookUrl),
    readInvite: (text, reading) => {
      const { readText } = sourceNamed(sources, MANUAL);
      if (!readText) throw new Misconfigured('this release reads no text');
      return readText(text, reading);
    },
    readBudget: (text, kind, assumed) => budgetIn(text, kind, { assumed }),
    declineReasons: (marketplace) => (marketplace === 'upwork' ? UPWORK_DECLINE_REASONS : []),
    rulesOf: (source) => (Object.hasOwn(sources, source) ? sources[source] : undefined) ?? { marketplace: 'own' },
    rotate: (connection) => {
      const config = setUpOf(connection).rotate?.(connection.config);
      return config === undefined ? null : { config };
    },
  };
}

function formOf(source: string, setUp: AnySource['setUp'], hearsWebhooks: boolean): SetUpForm {
  const { name, about, steps, webhookSteps = [], fields, inShort, sendNow } = setUp;
  return {
    ...{ source, name, about, fields, inShort },
    steps: hearsWebhooks ? [...steps, ...webhookSteps] : steps,
    ...(hearsWebhooks && sendNow && { sendNow }),
  };
}
