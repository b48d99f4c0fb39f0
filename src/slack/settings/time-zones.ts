import type { PlainTextOption } from '@slack/types';
import { holds, searchKey, searchWords } from '../../domain/folding.js';
import { TIME_ZONES } from '../../domain/tenant/settings-rules.js';
import type { OnLookUp } from '../asked.js';
import { option } from '../blocks/inputs.js';

/** Slack's limit. */
const OPTIONS = 100;

/** "new york" finds America/New_York, and "Zürich" Europe/Zurich. */
export const lookUpTimeZones: OnLookUp = async ({ query, ack }) => {
  const words = searchWords(readable(query));
  const found = TIME_ZONES.filter((zone) => holds(searchKey(readable(zone)), words));
  await ack({ options: found.slice(0, OPTIONS).map(zoneOption) });
};

/** A time zone as people write it. */
export const zoneOption = (zone: string): PlainTextOption => option(zone, readable(zone));

const readable = (zone: string): string => zone.replaceAll('_', ' ');
