import { skillFault } from '../../../domain/model/member/profile-rules.js';
import { fold } from '../../../lib/accent-folding.js';
import { itemsOf } from '../../../lib/list-items.js';
import { isNothing, saysSomething } from '../../words/understood-phrases.js';
import { trimmed } from '../../words/unescape.js';

/** Matches a skill in quotation marks. */
const QUOTED = /^["'“”„«»‘’](.+)["'“”«»‘’]$/u;

/** Parses a list of skills, each once. A word for nothing, such as `none`, is an empty list. */
export function skillsIn(text: string): readonly string[] {
  if (isNothing(text)) return [];
  const written = itemsOf(text).map((skill) => trimmed(skill).replace(/\s+/g, ' ').replace(QUOTED, '$1'));
  return [...new Map(written.filter(saysSomething).map((skill) => [fold(skill), skill])).values()];
}

/** Parses a member's skills. @returns the fault when there are too many, or one is too long. */
export const readSkills = (text: string): readonly string[] | 'tooMany' | 'tooLong' => faultOrSkills(skillsIn(text));

/** Returns a member's skills, or the fault when there are too many, or one is too long. */
export const faultOrSkills = (skills: readonly string[]): readonly string[] | 'tooMany' | 'tooLong' =>
  skillFault(skills) ?? skills;
