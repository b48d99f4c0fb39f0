import type { Button } from '@slack/types';
import type { Person } from '../../domain/model/person/person.js';
import { button } from '../blocks/blocks.js';
import { ACTION } from '../reply/action-ids.js';
import type { Words } from '../words/words.js';

const STRANGER = 'stranger:';

/** Creates the button that opens the form to link a person whom no member is linked to, filled in. */
export const linkButton = ({ id }: Pick<Person, 'id'>, { plain }: Words): Button =>
  button(ACTION.link, plain('home.linkByHand'), `${STRANGER}${id}`);

/** Returns the id of the person to link, of the value of a button that opens the form; undefined where it names none. */
export const personToLink = (value: string): string | undefined =>
  value.startsWith(STRANGER) ? value.slice(STRANGER.length) : undefined;
