import { skillFault } from '../../domain/member/profile-rules.js';

/** The skills as a member wrote them, each once; or what is wrong with them. */
export function readSkills(text: string): readonly string[] | 'tooMany' | 'tooLong' {
  const written = text.split(/[,;\n]/).map((skill) => skill.trim().replace(/\s+/g, ' '));
  const skills = [...new Map(written.filter(Boolean).map((skill) => [skill.toLowerCase(), skill])).values()];
  return skillFault(skills) ?? skills;
}
