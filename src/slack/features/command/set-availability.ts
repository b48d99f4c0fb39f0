import { type Availability, availabilityOn } from '../../../domain/model/member/availability.js';
import { changeOwnProfile } from '../../../domain/people/change-own-profile.js';
import { memberLocalDay } from '../../../domain/people/member-local-day.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import { dayText } from '../../blocks/format-dates.js';
import type { Command } from '../../reply/request-context.js';
import { availabilityText } from '../profile/profile-text.js';
import { parseAvailability } from './parse-availability.js';

/** `available` sets the member's availability; without an argument it shows it. */
export async function setAvailability(command: Command, rest: string): Promise<void> {
  const { ports, by, say, ack } = command;
  const day = await memberLocalDay(ports, by);
  if (!rest) {
    const member = await ports.members.get(by.tenantId, by.slackUserId);
    return ack(shown(availabilityOn(member?.availability ?? { kind: 'unknown' }, day), command));
  }
  const read = parseAvailability(rest, day, say.locale);
  if ('wrong' in read)
    return ack(mrkdwnMessage(say.mrkdwn(`availability.${read.wrong}`, wordsOf(read, rest, say.locale))));
  const { availability } = await changeOwnProfile(ports, by, { availability: read });
  await ack(shown(availability, command));
}

const wordsOf = ({ day }: { day?: string }, rest: string, locale: string) => ({
  said: rest,
  day: day ? dayText(day, locale) : '',
});

const shown = (availability: Availability, { say }: Command) => mrkdwnMessage(availabilityText(availability, say));
