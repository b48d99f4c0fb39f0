import { DELETIONS, ERASURES, type Erasure, type Named } from '../../../src/domain/member/erasure.js';
import type { Tables } from './store.js';

interface Somebody {
  readonly slackUserId: string;
  readonly personId: string | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: paths lead anywhere
type Part = any;

/** Takes somebody's name and words out of everything that others need to keep. */
export function erase(tables: Tables, tenantId: string, who: Somebody): void {
  const ids = idsOf(tables, tenantId, who);
  for (const erasure of ERASURES) {
    const table: Map<string, Part> = tables[erasure.noun];
    for (const [key, doc] of table) if (doc.tenantId === tenantId) table.set(key, without(doc, erasure, ids));
  }
  for (const { noun, field, only } of DELETIONS) {
    const table: Map<string, Part> = tables[noun];
    for (const [key, doc] of table)
      if (doc.tenantId === tenantId && at(doc, field) === who.slackUserId && holds(doc, only)) table.delete(key);
  }
}

function idsOf(tables: Tables, tenantId: string, { slackUserId, personId }: Somebody): Record<Named, Part[]> {
  const all = [...tables.referral.values()];
  const sent = all.filter((one) => one.tenantId === tenantId && one.from.slackUserId === slackUserId);
  return {
    member: [slackUserId],
    person: personId === undefined ? [] : [personId],
    referral: sent.map(({ id }) => id),
    invitation: sent.map(({ externalInviteId }) => externalInviteId),
  };
}

function without(doc: Part, { field, names, each, only, blank, remove = [] }: Erasure, ids: Record<Named, Part[]>) {
  const changed = structuredClone(doc);
  const parts: Part[] = each ? (at(changed, each) ?? []) : [changed];
  if (!holds(changed, only)) return changed;
  for (const part of parts) {
    if (!ids[names].includes(at(part, field))) continue;
    for (const path of blank) at(part, parentOf(path))[leafOf(path)] = '';
    for (const path of remove) delete at(part, parentOf(path))[leafOf(path)];
  }
  return changed;
}

const at = (part: Part, path: string): Part =>
  path === '' ? part : path.split('.').reduce((inner, name) => inner?.[name], part);

const parentOf = (path: string): string => path.split('.').slice(0, -1).join('.');

const leafOf = (path: string): string => path.split('.').at(-1) ?? '';

const holds = (doc: Part, only: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(only).every(([path, value]) => at(doc, path) === value);
