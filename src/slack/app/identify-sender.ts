import type { AnyMiddlewareArgs, Context, Middleware } from '@slack/bolt';
import { Refusal } from '../../domain/model/errors.js';
import type { Actor } from '../../domain/model/member/member.js';
import type { FindMember } from '../api/directory-cache.js';
import { isFromOtherWorkspace, type Sender, tenantOf } from '../api/tenant-of.js';
import { interimReplyOf } from '../reply/interim-reply.js';
import type { Words } from '../words/words.js';

interface Identify {
  readonly findMember: FindMember;
  readonly words: (locale?: string) => Words;
}

/**
 * Adds the person who sent the payload, and their language, to the context.
 * @throws Refusal for people of other workspaces and people who have left.
 */
export const identifySender =
  ({ findMember, words }: Identify): Middleware<AnyMiddlewareArgs> =>
  async ({ body, context, next }) => {
    if ('event' in body) return next();
    const actor = actorOf(body, context);
    const member = await findMember(actor.tenantId, actor.slackUserId);
    context.say = words(member?.locale);
    interimReplyOf(context).say = context.say;
    context.by = { ...actor, name: member?.name || actor.name };
    if (member?.isExternal || isFromOtherWorkspace(body as Sender, context)) throw new Refusal('member.external');
    if (member?.isDeactivated) throw new Refusal('member.deactivated');
    await next();
  };

type Named = { readonly id: string; readonly name?: string; readonly username?: string };

/** Returns the person who sent the payload. */
function actorOf(body: object, context: Context): Actor {
  const tenantId = tenantOf(context);
  if ('user_id' in body) {
    const { user_id: slackUserId, user_name: name } = body as { user_id: string; user_name?: string };
    return { tenantId, slackUserId, name: name ?? slackUserId };
  }
  const { user } = body as { user: Named };
  return { tenantId, slackUserId: user.id, name: user.name ?? user.username ?? user.id };
}
