import { refreshHomesAnew } from '../ensuring-messages/refresh-home.js';
import type { Referral } from '../model/referral/referral.js';
import { countedEvents, entryOf, isReversing } from '../model/tally/ledger-entries.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports, Written } from '../ports.js';

/**
 * Counts the events of a referral that are not counted yet, and plans the update of the App Homes that show the counts.
 * @returns the ledger entries and the counted events, to be written with the end of the work, so that each event counts
 * once
 */
export async function keepTallies(ports: Ports, referral: Referral): Promise<Written<Referral> | undefined> {
  const { tenantId, id, practice, from, to } = referral;
  if (practice) return undefined;
  const events = countedEvents(referral);
  const [before, { timeZone }, members] = await Promise.all([
    needsLedger(referral, events) ? ports.ledger.counted(tenantId, id) : [],
    tenantSettings(ports, tenantId),
    ports.members.ofIds(tenantId, [from.slackUserId, ...(to.slackUserId ? [to.slackUserId] : [])]),
  ]);
  const counted = new Set([...(referral.counted ?? []), ...before.map(({ event }) => event)]);
  const entries = [...before];
  for (const event of events) if (!counted.has(event.event)) entries.push(entryOf(referral, event, timeZone, entries));
  const made = entries.slice(before.length);
  for (const { event } of made) counted.add(event);
  const along = async () => {
    await ports.ledger.insert(...made);
    await ports.tallies.add(
      tenantId,
      made.flatMap(({ moves }) => moves),
    );
    await refreshHomesAnew(ports, members);
  };
  return { set: { counted: [...counted] }, ...(made.length > 0 && { along }) };
}

/**
 * Tells whether the ledger has to be read: the referral does not say what was counted, or a count has to be reversed.
 */
const needsLedger = (referral: Referral, events: ReturnType<typeof countedEvents>): boolean => {
  const { counted } = referral;
  return !counted || events.some(({ event }) => !counted.includes(event) && isReversing(referral, event));
};
