import type { PlainTextOption } from '@slack/types';
import { TIME_ZONES } from '../../domain/tenant/settings-rules.js';
import type { OnLookUp } from '../asked.js';
import { option } from '../blocks/inputs.js';

/** Slack's limit. */
const OPTIONS = 100;

/** "new york" finds America/New_York. */
export const lookUpTimeZones: OnLookUp = async ({ query, ack }) => {
  const wanted = readable(query.trim()).toLowerCase();
  const found = TIME_ZONES.filter((zone) => readable(zone).toLowerCase().includes(wanted));
  await ack({ options: found.slice(0, OPTIONS).map(zoneOption) });
};

/** A time zone as people write it. */
export const zoneOption = (zone: string): PlainTextOption => option(zone, readable(zone));

const readable = (zone: string): string => zone.replaceAll('_', ' ');
