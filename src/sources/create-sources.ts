import type { Connection } from '../domain/model/connection/connection.js';
import type { Sources } from '../domain/ports.js';
import { readPasted } from './manual/read-pasted.js';
import { sourceNamed } from './marketplace.js';
import type { AnySource } from './source.js';
import { SOURCES } from './sources.js';
import { UPWORK_DECLINE_REASONS } from './upwork/decline-reasons.js';

/** Sources that nobody sets up. */
const BUILT_IN: readonly string[] = ['practice'];

/** Creates the port of what the sources know without a call. */
export function createSources(sources: Readonly<Record<string, AnySource>> = SOURCES): Sources {
  const setUpOf = ({ source }: Pick<Connection, 'source'>) => sourceNamed(sources, source).setUp;
  return {
    forms: Object.entries(sources)
      .filter(([source]) => !BUILT_IN.includes(source))
      .map(
        ([
          source,
          {
            setUp: { name, about, steps, fields, inShort, sendNow },
          },
        ]) => ({ source, name, about, steps, fields, inShort, ...(sendNow && { sendNow }) }),
      ),
    prepare: (source, answers, before) => {
      const { setUp, trust, namesInvitations, marketplace, can, poll, asks } = sourceNamed(sources, source);
      const config = setUp.configure(answers, before?.source === source ? before.config : undefined);
      const traits = { source, trust, namesInvitations, marketplace };
      return { ...traits, config, can: can(config), ...(poll && (asks?.(config) ?? true) && { polls: true }) };
    },
    preset: (connection) => setUpOf(connection).preset(connection.config),
    isSame: (connection, answers) => setUpOf(connection).isSame?.(connection.config, answers) ?? false,
    copy: (connection, webhookUrl) => setUpOf(connection).copy(connection.config, webhookUrl),
    readInvite: readPasted,
    declineReasons: (marketplace) => (marketplace === 'upwork' ? UPWORK_DECLINE_REASONS : []),
    rotate: (connection) => {
      const config = setUpOf(connection).rotate?.(connection.config);
      return config === undefined ? null : { config };
    },
  };
}
