import type { ExternalSelect, MultiExternalSelect, PlainTextOption } from '@slack/types';
import { MOST_ASKED } from '../../domain/model/relay/relay.js';
import type { Colleague } from '../../domain/referring/resolve-colleague.js';
import { plain } from '../blocks/blocks.js';
import { LOOKUP } from '../reply/action-ids.js';
import type { Words } from '../words/words.js';
import { nameIn } from './distinguish-names.js';

/**
 * Creates the picker of a colleague, an `external_select`: a `users_select` cannot leave out bots, guests or oneself.
 */
export const colleaguePicker = ({ plain: say }: Words, picked?: PlainTextOption): ExternalSelect => ({
  type: 'external_select',
  action_id: LOOKUP.colleague,
  min_query_length: 0,
  placeholder: plain(say('card.pick'), 150),
  ...(picked && { initial_option: picked }),
});

/** Creates the picker of the colleagues to ask, who are asked in the order in which they are picked. */
export const colleaguesPicker = ({ plain: say }: Words): MultiExternalSelect => ({
  type: 'multi_external_select',
  action_id: LOOKUP.asked,
  min_query_length: 0,
  max_selected_items: MOST_ASKED,
  placeholder: plain(say('ask.pick'), 150),
});

/** Slack's limit for the value of an option. */
const VALUE_LIMIT = 75;

/** A picked option in Slack's payload. */
export interface Chosen {
  readonly value: string;
  readonly text: { readonly text: string };
}

/** The part of a colleague that an option's value encodes. */
type Identity = Exclude<Colleague, { kind: 'person' }> | { readonly kind: 'person'; readonly personId: string };

/** Encodes a colleague as the value of an option; undefined when it is longer than Slack's limit. */
export function encodeColleague(colleague: Identity): string | undefined {
  const id = idOf(colleague);
  const value = `${colleague.kind}:${id}`;
  return id && value.length <= VALUE_LIMIT ? value : undefined;
}

function idOf(colleague: Identity): string {
  if (colleague.kind === 'member') return colleague.slackUserId;
  return colleague.kind === 'person' ? colleague.personId : colleague.address;
}

/** Decodes the colleague of a picked option; null when none was picked, or the value is invalid. */
export function decodeColleague(chosen: Chosen | null | undefined): Colleague | null {
  const [, kind, id] = /^(member|person|address):(.{1,75})$/su.exec(chosen?.value ?? '') ?? [];
  if (!chosen || !id) return null;
  if (kind === 'person') return { kind, personId: id, shown: nameIn(chosen.text.text) };
  if (kind === 'address') return { kind, address: id };
  return /^[UW][A-Z0-9]{1,24}$/.test(id) ? { kind: 'member', slackUserId: id } : null;
}

/** Returns the picker's block id, which contains the invite's id: a look-up carries nothing else. */
export const pickerBlock = (inviteId: string): string => `colleague:${inviteId}`;

/** An invite, and the member whom a button refers it to. */
export interface MatchTarget {
  readonly inviteId: string;
  readonly slackUserId: string;
}

/** Encodes the target of a button: ids alone. */
export const encodeMatch = ({ inviteId, slackUserId }: MatchTarget): string => `${slackUserId}:${inviteId}`;

/** Decodes the target of a button; null for an invalid value. */
export function decodeMatch(value: string): MatchTarget | null {
  const [, slackUserId, inviteId] = /^([UW][A-Z0-9]{1,24}):(.+)$/su.exec(value) ?? [];
  return slackUserId && inviteId ? { slackUserId, inviteId } : null;
}

/** Returns the invite's id in a picker's block id. */
export const inviteIn = (blockId: string): string => blockId.replace(/^colleague:/, '');
