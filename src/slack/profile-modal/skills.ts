/** At most so many skills, each with so many characters. */
const MOST_SKILLS = 20;
const LONGEST = 40;

/** The skills as a member wrote them, each once; or what is wrong with them. */
export function readSkills(text: string): readonly string[] | 'tooMany' | 'tooLong' {
  const written = text.split(/[,;\n]/).map((skill) => skill.trim().replace(/\s+/g, ' '));
  const skills = [...new Map(written.filter(Boolean).map((skill) => [skill.toLowerCase(), skill])).values()];
  if (skills.length > MOST_SKILLS) return 'tooMany';
  return skills.some((skill) => skill.length > LONGEST) ? 'tooLong' : skills;
}

/** What the words about them need. */
export const SKILL_LIMITS = { most: MOST_SKILLS, longest: LONGEST } as const;
