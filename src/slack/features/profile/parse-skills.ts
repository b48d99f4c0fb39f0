import { skillFault } from '../../../domain/model/member/profile-rules.js';
import { fold } from '../../../lib/accent-folding.js';
import { itemsOf } from '../../../lib/list-items.js';
import { isNothing, saysSomething } from '../../words/understood-phrases.js';
import { trimmed } from '../../words/unescape.js';

/** Parses a list of skills, each once. A word for nothing, such as `none`, is an empty list. */
export function skillsIn(text: string): readonly string[] {
  if (isNothing(text)) return [];
  const written = itemsOf(text).map((skill) => trimmed(skill).replace(/\s+/g, ' '));
  return [...new Map(written.filter(saysSomething).map((skill) => [fold(skill), skill])).values()];
}

/** Parses a member's skills. @returns the fault when there are too many, or one is too long. */
export function readSkills(text: string): readonly string[] | 'tooMany' | 'tooLong' {
  const skills = skillsIn(text);
  return skillFault(skills) ?? skills;
}
