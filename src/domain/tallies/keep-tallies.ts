import { Duplicate } from '../model/errors.js';
import type { Referral } from '../model/referral/referral.js';
import { countedEvents, entryOf } from '../model/tally/counting.js';
import type { LedgerEntry } from '../model/tally/tally.js';
import { settingsOf } from '../permissions/settings-of.js';
import type { Ports } from '../ports.js';

/** Counts the events of a referral that are not counted yet. */
export async function keepTallies(ports: Ports, referral: Referral): Promise<void> {
  if (referral.practice) return;
  const [counted, { timeZone }] = await Promise.all([
    ports.ledger.counted(referral.tenantId, referral.id),
    settingsOf(ports, referral.tenantId),
  ]);
  const entries = [...counted];
  for (const event of countedEvents(referral)) {
    if (entries.some((entry) => entry.event === event.event)) continue;
    const entry = entryOf(referral, event, timeZone, entries);
    await countOnce(ports, entry);
    entries.push(entry);
  }
}

/** Writes an entry and its moves in one transaction. The entry's unique id makes a repeat a no-op. */
async function countOnce(ports: Ports, entry: LedgerEntry): Promise<void> {
  try {
    await ports.atomically(async () => {
      await ports.ledger.insert(entry);
      await ports.tallies.add(entry.tenantId, entry.moves);
    });
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
}
