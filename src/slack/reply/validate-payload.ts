import type { Place } from '../api/tenant-of.js';

/** A JSON object whose fields are unknown. */
export type Parts = Readonly<Record<string, unknown>>;

/** Returns the value as an object; undefined for a list, null and everything else. */
export const partsOf = (value: unknown): Parts | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parts) : undefined;

/** A length that no id or name of Slack's reaches, in characters. */
const LONGEST_NAME = 1000;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;

const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** Tells whether each of these values is an object or undefined. */
const areParts = (...values: unknown[]): boolean => values.every((value) => value === undefined || partsOf(value));

/** Checks the fields of a click, a look-up, a shortcut and a submission, besides the person. */
const INTERACTIONS: Readonly<Record<string, (payload: Parts) => boolean>> = {
  block_actions: ({ actions }) =>
    Array.isArray(actions) && isText(partsOf(actions[0])?.action_id) && isOptionalText(partsOf(actions[0])?.block_id),
  block_suggestion: ({ action_id: name, block_id: block, value }) =>
    isText(name) && isText(block) && typeof value === 'string',
  shortcut: (payload) => isShortcut(payload),
  message_action: (payload) => isShortcut(payload) && partsOf(payload.message) !== undefined,
  view_submission: ({ view, actions }) => isText(partsOf(view)?.callback_id) && actions === undefined,
};

/** Rejects a field `view`, in which Bolt would look for the name. */
const isShortcut = ({ callback_id: name, trigger_id: trigger, view }: Parts): boolean =>
  isText(name) && isText(trigger) && view === undefined;

const isOptionalText = (value: unknown): boolean => isMissing(value) || typeof value === 'string';

/** Checks an address to which an answer may be sent; Slack leaves out those that there are not. */
const isOptionalUrl = (value: unknown): boolean =>
  isMissing(value) || value === '' || (isText(value) && /^https?:/i.test(value) && URL.canParse(value));

const isAddress = (value: unknown): boolean =>
  partsOf(value) !== undefined && isOptionalUrl(partsOf(value)?.response_url);

/**
 * Tells whether the body is an event, the command or an interaction of a workspace's member, with the fields that Bolt
 * reads before any listener runs.
 */
export function isValidPayload(body: unknown): body is Parts {
  const payload = partsOf(body);
  if (!payload || !areParts(payload.channel, payload.function_data)) return false;
  if ('event' in payload) return isEvent(payload.event) && namesTenant(placeOfEvent(payload));
  if ('command' in payload) return isCommand(payload);
  const { type } = payload;
  const shape = typeof type === 'string' && Object.hasOwn(INTERACTIONS, type) ? INTERACTIONS[type] : undefined;
  return !!shape?.(payload) && isInteraction(payload);
}

const isEvent = (event: unknown): boolean => {
  const parts = partsOf(event);
  if (!parts || !isText(parts.type)) return false;
  const { user, channel, item, subteam } = parts;
  return (
    areParts(item, subteam) &&
    [user, channel].every((part) => typeof part === 'string' || areParts(part)) &&
    isOptionalText(partsOf(user)?.id)
  );
};

function isCommand(payload: Parts): boolean {
  const { command, user_id: user, team_id: teamId, enterprise_id: enterpriseId, response_url: url } = payload;
  return (
    isText(command) &&
    isText(user) &&
    isOptionalUrl(url) &&
    namesTenant({ isEnterpriseInstall: isOrgWide(payload), teamId, enterpriseId })
  );
}

/** Rejects a field `name`, by which Bolt would take any payload for a look-up. */
function isInteraction(payload: Parts): boolean {
  const { user, name, response_urls: urls, response_url: url } = payload;
  return (
    isText(partsOf(user)?.id) &&
    name === undefined &&
    isOptionalUrl(url) &&
    (urls === undefined || (Array.isArray(urls) && urls.every(isAddress))) &&
    namesTenant(placeOfInteraction(payload))
  );
}

type NamedPlace = { readonly [Part in keyof Place]: unknown };

/** Tells whether the payload has an id where Bolt looks for the tenant's. */
function namesTenant({ isEnterpriseInstall, enterpriseId, teamId }: NamedPlace): boolean {
  if (![enterpriseId, teamId].every((id) => isMissing(id) || isText(id) || id === '')) return false;
  return isText(isEnterpriseInstall ? enterpriseId : teamId);
}

function placeOfEvent(payload: Parts): NamedPlace {
  const { authorizations, team_id: teamId, enterprise_id: enterpriseId } = payload;
  const [first] = Array.isArray(authorizations) ? authorizations : [];
  if (first === undefined) return { isEnterpriseInstall: isOrgWide(payload), teamId, enterpriseId };
  const { is_enterprise_install, team_id, enterprise_id } = partsOf(first) ?? {};
  return {
    isEnterpriseInstall: is_enterprise_install,
    teamId: team_id === null ? teamId : team_id,
    enterpriseId: enterprise_id,
  };
}

function placeOfInteraction(payload: Parts): NamedPlace {
  const { team, enterprise, user, view } = payload;
  const inTeam = isMissing(team) ? partsOf(user)?.team_id : partsOf(team)?.id;
  return {
    isEnterpriseInstall: isOrgWide(payload),
    teamId: (payload.type === 'view_submission' && partsOf(view)?.app_installed_team_id) || inTeam,
    enterpriseId: isMissing(enterprise) ? partsOf(team)?.enterprise_id : partsOf(enterprise)?.id,
  };
}

/** Reads the flag; a form has it as text. */
const isOrgWide = ({ is_enterprise_install: said }: Parts): boolean =>
  typeof said === 'string' ? said === 'true' : Boolean(said);
