import type { Button } from '@slack/types';
import type { Person } from '../../domain/model/person/person.js';
import { button } from '../blocks/blocks.js';
import { ACTION } from '../reply/action-ids.js';
import type { Words } from '../words/words.js';

const STRANGER = 'stranger:';

/** Creates the button that opens the form to link this marketplace person to a member, with the person filled in. */
export const linkPersonButton = ({ id }: Pick<Person, 'id'>, { plain }: Words): Button =>
  button(ACTION.link, plain('home.linkByHand'), `${STRANGER}${id}`);

/** Returns the id of the person to link from a button's value; undefined where it has none. */
export const personToLink = (value: string): string | undefined =>
  value.startsWith(STRANGER) ? value.slice(STRANGER.length) : undefined;

/** A link of a member to a marketplace person, which a button offers. */
interface OfferedLink {
  readonly slackUserId: string;
  readonly personId: string;
}

/** Encodes a link as the value of its button. */
export const encodeLink = ({ slackUserId, personId }: OfferedLink): string => `${slackUserId}:${personId}`;

/** Decodes the link of a button; empty ids, which name nobody, for an invalid value. */
export function decodeLink(value: string): OfferedLink {
  const [, slackUserId = '', personId = ''] = /^([UW][A-Z0-9]+):(.+)$/s.exec(value) ?? [];
  return { slackUserId, personId };
}
