import type { PlainTextOption } from '@slack/types';
import { TIME_ZONES } from '../../../domain/model/tenant/settings-rules.js';
import { holds, searchKey, searchWords } from '../../../lib/folding.js';
import { option } from '../../blocks/inputs.js';
import type { OnLookUp } from '../../reply/request-context.js';

/** Slack's limit of options. */
const OPTIONS = 100;

/** Looks time zones up: "new york" finds America/New_York, and "Zürich" Europe/Zurich. */
export const lookUpTimeZones: OnLookUp = async ({ query, ack }) => {
  const words = searchWords(readable(query));
  const found = TIME_ZONES.filter((zone) => holds(searchKey(readable(zone)), words));
  await ack({ options: found.slice(0, OPTIONS).map(zoneOption) });
};

/** Creates the option of a time zone. */
export const zoneOption = (zone: string): PlainTextOption => option(zone, readable(zone));

const readable = (zone: string): string => zone.replaceAll('_', ' ');
