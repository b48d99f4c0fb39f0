import type { DraftFacts } from '../../../domain/receiving/add-invite.js';
import { parseWellFormedJson } from '../../../lib/well-formed-json.js';
import { partsOf } from '../../reply/validate-payload.js';

/** Slack's limit for a modal's metadata, in characters. */
const METADATA = 3000;

/** Encodes the facts that the form shows but does not ask for. Skills that do not fit are left out. */
export function writeFacts({ budget, skills, client, kind, private: isPrivate }: DraftFacts): string {
  const facts = { budget, skills, client, kind, private: isPrivate };
  const whole = JSON.stringify(facts);
  if (whole.length <= METADATA) return whole;
  return writeFacts({ skills: skills.slice(0, -1), client: skills.length ? client : {}, ...(budget && { budget }) });
}

/** Decodes the facts; drops those in another form, for example of another release. */
export function readFacts(metadata: unknown): DraftFacts {
  const { budget, skills, client, kind, private: isPrivate } = partsOf(parsed(metadata)) ?? {};
  const { kind: way, min, max, currency } = partsOf(budget) ?? {};
  return {
    ...((way === 'fixed' || way === 'hourly') &&
      typeof currency === 'string' && {
        budget: {
          kind: way,
          currency,
          ...(typeof min === 'number' && { min }),
          ...(typeof max === 'number' && { max }),
        },
      }),
    skills: Array.isArray(skills) ? skills.filter((skill): skill is string => typeof skill === 'string') : [],
    client: clientOf(partsOf(client) ?? {}),
    ...((kind === 'direct' || kind === 'automatic' || kind === 'uma-interview') && { kind }),
    ...(isPrivate === true && { private: true }),
  };
}

function parsed(metadata: unknown): unknown {
  try {
    return typeof metadata === 'string' ? parseWellFormedJson(metadata) : undefined;
  } catch {
    return undefined;
  }
}

function clientOf({ name, country, rating, totalSpent, hires, paymentVerified }: Record<string, unknown>) {
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof country === 'string' && { country }),
    ...(typeof rating === 'number' && { rating }),
    ...(typeof totalSpent === 'number' && { totalSpent }),
    ...(typeof hires === 'number' && { hires }),
    ...(typeof paymentVerified === 'boolean' && { paymentVerified }),
  };
}
