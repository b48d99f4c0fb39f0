import { isUnreached } from '../../domain/model/member/member.js';
import { meaningOf } from '../api/error-codes.js';
import { codeOf } from '../api/slack-errors.js';
import { mrkdwnMessage } from '../blocks/blocks.js';
import type { Command, RequestContext } from '../reply/request-context.js';

/** Says that a promised message cannot come, where Slack lets Baton send none to the person. */
export async function tellIfOutOfReach(command: Command): Promise<void> {
  const { say, respond } = command;
  if (await isOutOfReach(command)) await respond(mrkdwnMessage(say.mrkdwn('outOfReach')));
}

/**
 * Tells whether Slack refuses Baton a direct message to a person, so that one that was promised would never come: it
 * opens no conversation, or has refused a message in the last day. A transient error is no refusal: the work is tried
 * again.
 */
export async function isOutOfReach({ ports, by, client }: RequestContext): Promise<boolean> {
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  if (member && isUnreached(member, ports.clock.now())) return true;
  try {
    await client.conversations.open({ users: by.slackUserId });
    return false;
  } catch (error) {
    const known = meaningOf('post', codeOf(error) ?? '');
    return known !== undefined && known.means !== 'wait';
  }
}
