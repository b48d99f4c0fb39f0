import type { Answers, SetUpField } from '../../domain/model/connection/source.js';
import { Refusal } from '../../domain/model/errors.js';

const NAME = 'apiUrl';

/** Creates the field for the address of a vendor's API, which is left empty but for a sandbox. */
export const apiUrlField = (usual: string): SetUpField => ({
  name: NAME,
  kind: 'url',
  optional: true,
  most: 500,
  label: { en: 'Address of the API', de: 'Adresse der API' },
  placeholder: { en: usual, de: usual },
  hint: {
    en: 'Leave it empty, unless you try a sandbox.',
    de: 'Lass das Feld leer, außer ihr probiert eine Sandbox aus.',
  },
});

/** Reads the address of the API; `usual` where the field is empty. @throws Refusal('connection.badUrl') */
export function apiUrlIn(answers: Answers, usual: string): string {
  const url = answers[NAME]?.trim() || usual;
  if (!URL.canParse(url)) throw new Refusal('connection.badUrl', { field: NAME });
  return url;
}
