import { SKILL_LIMITS } from '../../../domain/model/member/profile-rules.js';
import { changeOwnProfile } from '../../../domain/people/change-own-profile.js';
import { fold } from '../../../lib/accent-folding.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import type { Command } from '../../reply/request-context.js';
import { isNothing, phrases, saysSomething } from '../../words/understood-phrases.js';
import type { Words } from '../../words/words.js';
import { faultOrSkills, skillsIn } from '../profile/parse-skills.js';
import { skillsText } from '../profile/profile-text.js';

/**
 * `skills a, b` sets the member's skills, `skills add a` and `skills remove a` change the list, `skills none` empties
 * it; without an argument it is shown.
 */
export async function setSkills({ ports, by, say, ack }: Command, rest: string): Promise<void> {
  const before = (await ports.members.get(by.tenantId, by.slackUserId))?.skills ?? [];
  const change = changeIn(rest);
  if (!change) return ack(mrkdwnMessage(`${skillsText(before, say)}\n${say.mrkdwn('skills.how')}`));
  const read = faultOrSkills(changed(before, change));
  if (typeof read === 'string') return ack(mrkdwnMessage(say.mrkdwn(`skills.${read}`, SKILL_LIMITS)));
  const { skills } = await changeOwnProfile(ports, by, { skills: read });
  const now = skills.length === 0 ? say.mrkdwn('skills.emptied') : skillsText(skills, say);
  await ack(mrkdwnMessage([now, ...remarks(before, skills, change, say)].join('\n')));
}

/** A change of a list of skills. */
interface Change {
  readonly kind: 'add' | 'remove' | 'replace';
  readonly skills: readonly string[];
}

const SHOW = new RegExp(`^(?:${phrases('show')})$`);
const ALL = new RegExp(`^(?:${phrases('all')})$`);
const VERBS = (['add', 'remove'] as const).map(
  (kind) => [kind, new RegExp(`^(?:${phrases(kind)})(?::?\\s+|$)`)] as const,
);

/** Reads `add Rust`, `remove Rust`, or a list; undefined where the list is only asked for. */
function changeIn(text: string): Change | undefined {
  const said = fold(text);
  if (SHOW.test(said)) return undefined;
  for (const [kind, form] of VERBS) {
    if (!form.test(said)) continue;
    const named = text.trim().replace(/^\S+\s*/u, '');
    if (kind === 'remove' && ALL.test(fold(named))) return { kind: 'replace', skills: [] };
    return saysSomething(named) ? { kind, skills: skillsIn(named) } : undefined;
  }
  if (isNothing(text)) return { kind: 'replace', skills: [] };
  return saysSomething(text) ? { kind: 'replace', skills: skillsIn(text) } : undefined;
}

const without = (skills: readonly string[], others: readonly string[]): string[] => {
  const folded = new Set(others.map(fold));
  return skills.filter((skill) => !folded.has(fold(skill)));
};

function changed(before: readonly string[], { kind, skills }: Change): readonly string[] {
  if (kind === 'replace') return skills;
  return kind === 'add' ? [...before, ...without(skills, before)] : without(before, skills);
}

/** Returns what a change did not find in the list, or what a new list has dropped. */
function remarks(
  before: readonly string[],
  now: readonly string[],
  { kind, skills }: Change,
  { mrkdwn }: Words,
): readonly string[] {
  const unlisted = kind === 'remove' ? without(skills, before) : [];
  if (unlisted.length > 0) return [mrkdwn('skills.unlisted', { skills: unlisted.join(', ') })];
  const hasDropped = kind === 'replace' && now.length > 0 && without(before, now).length > 0;
  return hasDropped ? [mrkdwn('skills.before', { skills: before.join(', ') })] : [];
}
