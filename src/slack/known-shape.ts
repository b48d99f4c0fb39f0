type Parts = Readonly<Record<string, unknown>>;

const partsOf = (value: unknown): Parts | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parts) : undefined;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** What a click, a look-up and a submission name besides the person. */
const INTERACTIONS: Readonly<Record<string, (payload: Parts) => boolean>> = {
  block_actions: ({ actions }) => Array.isArray(actions) && isText(partsOf(actions[0])?.action_id),
  block_suggestion: ({ action_id: name, block_id: block, value }) =>
    isText(name) && isText(block) && typeof value === 'string',
  view_submission: ({ view }) => isText(partsOf(view)?.callback_id),
};

/** Whether it is something that Baton asks Slack for: an event, the command, or an answer to what it has shown. */
export function hasKnownShape(body: unknown): boolean {
  const payload = partsOf(body);
  if (!payload) return false;
  if ('event' in payload) return isEvent(payload.event);
  if ('command' in payload) return isText(payload.command) && isText(payload.user_id);
  const type = String(payload.type);
  const shape = Object.hasOwn(INTERACTIONS, type) ? INTERACTIONS[type] : undefined;
  return !!shape?.(payload) && isText(partsOf(payload.user)?.id);
}

/** Bolt looks into these parts before anybody listens. */
const isEvent = (event: unknown): boolean => {
  const parts = partsOf(event);
  return !!parts && isText(parts.type) && [parts.user, parts.channel, parts.item].every((part) => part !== null);
};
