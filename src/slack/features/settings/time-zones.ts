import type { PlainTextOption } from '@slack/types';
import { TIME_ZONES } from '../../../domain/model/tenant/settings-rules.js';
import { holds, searchKey, searchWords } from '../../../lib/accent-folding.js';
import { option } from '../../blocks/inputs.js';
import type { OnLookUp } from '../../reply/request-context.js';

/** Slack's limit of options. */
const OPTIONS = 100;

/** The present names of the zones that JavaScript lists by an earlier one (IANA's `backward` file). */
const TODAY: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const today = (zone: string): string => TODAY[zone] ?? zone;

/** Looks time zones up: "new york" finds America/New_York, "Zürich" Europe/Zurich, and an earlier name its city. */
export const lookUpTimeZones: OnLookUp = async ({ query, ack }) => {
  const words = searchWords(readable(query));
  const found = TIME_ZONES.filter((zone) => holds(searchKey(readable(`${zone} ${today(zone)}`)), words));
  await ack({ options: found.slice(0, OPTIONS).map(zoneOption) });
};

/** Creates the option of a time zone, with its present name. */
export const zoneOption = (zone: string): PlainTextOption => option(zone, readable(today(zone)));

const readable = (zone: string): string => zone.replaceAll('_', ' ');
