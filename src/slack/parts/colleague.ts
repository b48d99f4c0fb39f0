import type { Colleague } from '../../domain/referring/colleague.js';
import { nameIn } from './told-apart.js';

/** Slack's limit for the value of an option. */
const VALUE_LIMIT = 75;

/** A choice as Slack sends it back. */
export interface Chosen {
  readonly value: string;
  readonly text: { readonly text: string };
}

/** A colleague as a value names them. */
type Identity = Exclude<Colleague, { kind: 'person' }> | { readonly kind: 'person'; readonly personId: string };

/** The value of a colleague's option; undefined when it is longer than Slack takes. */
export function encodeColleague(colleague: Identity): string | undefined {
  const id = idOf(colleague);
  const value = `${colleague.kind}:${id}`;
  return id && value.length <= VALUE_LIMIT ? value : undefined;
}

function idOf(colleague: Identity): string {
  if (colleague.kind === 'member') return colleague.slackUserId;
  return colleague.kind === 'person' ? colleague.personId : colleague.address;
}

/** Who was chosen; null when it is nobody, or the value was not made here. */
export function decodeColleague(chosen: Chosen | null | undefined): Colleague | null {
  const [, kind, id] = /^(member|person|address):(.{1,75})$/su.exec(chosen?.value ?? '') ?? [];
  if (!chosen || !id) return null;
  if (kind === 'person') return { kind, personId: id, shown: nameIn(chosen.text.text) };
  if (kind === 'address') return { kind, address: id };
  return /^[UW][A-Z0-9]{1,24}$/.test(id) ? { kind: 'member', slackUserId: id } : null;
}
