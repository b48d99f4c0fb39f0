/** Makes a pattern that matches each of these forms as whole words. @param forms alternatives of a pattern */
export const wordsOf = (forms: string): RegExp => new RegExp(`(?<!\\p{L})(?:${forms})(?!\\p{L})`, 'giu');

/**
 * The words beside an amount by their effect, in English, German, French, Spanish, Portuguese, Italian and Dutch;
 * `same` has none.
 */
const BESIDE = {
  hourly: wordsOf(
    "(?:(?:per|an?|pro|je|die|par|por|la|à la)\\s|(?:de |à |al)?l['’]|/\\s?)?(?:h|hrs?|hours?|hourly|std|stunden?|stundensatz|stundenlohn|stündlich|heures?|taux horaire|horas?|ora|uur|uurtarief)",
  ),
  max: wordsOf(
    "up to|at most|max(?:imum|imal)?|(?:no|not) more than|less than|under|(?:or|and|oder|und) (?:less|under|weniger)|bis(?: zu)?|höchstens|unter|jusqu['’]à|au plus|hasta|máximo|até|fino a|al massimo|massimo|tot|maximaal|[<≤]",
  ),
  min: wordsOf(
    'at least|from|starting (?:at|from)|min(?:imum|destens)?|more than|over|(?:or|and|oder|und) (?:more|up|above|over|mehr)|plus|ab|mehr als|über|aufwärts|à partir de|au moins|desde|a partir de|al menos|mínimo|a partire da|almeno|vanaf|minstens|[>≥+]',
  ),
  fixed: wordsOf(
    'fixed(?:[- ]price)?|festpreis|pauschal|prix fixe|forfait(?:aire)?|(?:precio )?fijo|(?:preço )?fixo|(?:prezzo )?fisso|(?:vaste|vast) (?:prijs|bedrag)',
  ),
  same: wordsOf(
    'about|approx(?:imately)?|around|at|budget|ca|circa|etwa|price|rate|rund|total|insgesamt|ungefähr|environ|prix|aproximadamente|aprox|unos|precio|preço|cerca de|prezzo|ongeveer|prijs',
  ),
} as const;

/** The effect of a word beside an amount. */
export type WordEffect = keyof typeof BESIDE;

/**
 * Returns the effects of the words beside an amount; undefined where a word is unknown, since it may name another unit
 * or a condition.
 */
export function effectsBeside(rest: string): ReadonlySet<WordEffect> | undefined {
  const said = new Set<WordEffect>();
  let left = rest;
  for (const [name, form] of Object.entries(BESIDE) as [WordEffect, RegExp][])
    left = left.replace(form, () => {
      said.add(name);
      return ' ';
    });
  return /[\p{L}\p{N}\p{Sc}%/]/u.test(left) ? undefined : said;
}
