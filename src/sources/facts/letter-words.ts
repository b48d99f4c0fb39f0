/** Beginnings of a letter, in the languages in which facts are read. */
const GREETINGS = [
  'hi|hello|hey|dear|good (?:morning|day|evening)',
  'hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|moin|servus',
  'bonjour|bonsoir|salut|chère?|hola|buen(?:os días|as tardes)|estimad[oa]|querid[oa]|olá|oi|bom dia|boa tarde|prezad[oa]',
  'ciao|buongiorno|buonasera|salve|gentile|hoi|goedemorgen|goedendag|beste(?=[^,]{1,40},)|geachte',
].join('|');

/** Names of a letter, and of a description. */
const LETTER = [
  'message|letter|invitation (?:message|letter)|nachricht|anschreiben|einladungstext',
  "(?:message|lettre)(?: d['’]invitation)?|(?:mensaje|carta)(?: de invitación)?|(?:mensagem|carta)(?: de convite)?",
  "(?:messaggio|lettera)(?: d['’]invito)?|(?:uitnodigings)?(?:bericht|brief)",
].join('|');
const DESCRIPTION = [
  '(?:job )?description|(?:auftrags)?beschreibung|description (?:du|de la) (?:poste|projet|mission)',
  'descripción(?: del (?:trabajo|proyecto))?|descrição(?: do (?:trabalho|projeto))?',
  'descrizione(?: del (?:lavoro|progetto))?|(?:opdracht)?omschrijving|beschrijving',
].join('|');

/** Words between the name of a letter and that of its writer, and names of a client. */
const BY = 'from|of|by|von|vom|des|de|du|del|d[ao]|della?|van';
const CLIENT = "(?:(?:the|your|der|la|le|el|il|de|het) |[lL]['’])?(?:cliente?|kund(?:e|en|in)|klant|opdrachtgever)";

/** Matches the beginning of a line that greets. */
export const GREETING = new RegExp(`^(?:${GREETINGS})(?![\\p{L}\\p{N}])`, 'iu');

/** Matches a line that greets and says nothing else. */
export const GREETING_ALONE = new RegExp(`${GREETING.source}[^.!?]{0,60}[,!:.]?$`, 'iu');

const labelled = (names: string): RegExp =>
  new RegExp(`^(?:${names})(?: (?:${BY}) [^:：]{1,60})?\\s?[:：]\\s*(.*)$`, 'iu');

/** Matches a label before the letter itself, and one before a letter or a description; both capture what is behind it. */
export const LETTER_LABEL = labelled(LETTER);
export const PROSE_LABEL = labelled(`${LETTER}|${DESCRIPTION}`);

/** Matches a heading above the client's letter, with or without a colon, such as `Message from the client`. */
export const LETTER_HEADING = new RegExp(`^(?:original )?(?:${LETTER}) (?:${BY}) ${CLIENT}\\s?[:：]?$`, 'iu');
