import type { DeclineReason } from '../../domain/model/connection/connection.js';
import { LANGUAGES } from '../../domain/model/languages.js';

const [USUAL, ...OTHERS] = LANGUAGES;

/**
 * The reasons in every language that Baton speaks. A marketplace that speaks one alone names the same ones again, and
 * one that fails in another is taken to.
 * @throws as `ask` does in the usual language
 */
export async function inAllLanguages(
  ask: (language: string) => Promise<readonly DeclineReason[]>,
): Promise<DeclineReason[]> {
  const usual = await ask(USUAL);
  const others = await Promise.all(OTHERS.map((language) => ask(language).catch((): DeclineReason[] => [])));
  return usual.map(({ id, text }) => {
    const translated = OTHERS.flatMap((language, index) => {
      const other = others[index]?.find((reason) => reason.id === id);
      return other && other.text !== text ? [[language, other.text]] : [];
    });
    return { id, text, ...(translated.length && { translations: Object.fromEntries(translated) }) };
  });
}
