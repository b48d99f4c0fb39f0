import type { Colleague } from '../../domain/referral/colleague.js';

/** Slack's limit for the value of an option. */
const VALUE_LIMIT = 75;

/** A choice as Slack sends it back. */
export interface Chosen {
  readonly value: string;
  readonly text: { readonly text: string };
}

/** The value of a colleague's option; undefined when it is longer than Slack takes. */
export function encodeColleague(colleague: Colleague): string | undefined {
  const id = colleague.kind === 'member' ? colleague.slackUserId : colleague.personId;
  const value = `${colleague.kind}:${id}`;
  return id && value.length <= VALUE_LIMIT ? value : undefined;
}

/** Who was chosen; null when it is nobody, or the value was not made here. */
export function decodeColleague(chosen: Chosen | null | undefined): Colleague | null {
  const [, kind, id] = /^(member|person):(.{1,75})$/su.exec(chosen?.value ?? '') ?? [];
  if (!chosen || !id) return null;
  if (kind === 'person') return { kind, personId: id, name: chosen.text.text };
  return /^[UW][A-Z0-9]{1,24}$/.test(id) ? { kind: 'member', slackUserId: id } : null;
}
