import { builtInSetUp } from '../built-in-set-up.js';
import { defineSource } from '../define-source.js';
import { readPasted } from './read-pasted.js';

/** Invites that people enter by hand, from a link, a pasted text or another tool's post. Every answer is handed off. */
export const manual = defineSource({
  marketplace: 'own',
  trust: 50,
  namesInvitations: false,
  can: () => [],
  ...builtInSetUp({
    name: { en: 'By hand', de: 'Von Hand' },
    about: {
      en: 'Invites that people add themselves, from a link, a text or another tool’s message.',
      de: 'Einladungen, die Leute selbst anlegen: aus einem Link, einem Text oder der Nachricht eines anderen Werkzeugs.',
    },
    inShort: { en: 'Added by people themselves.', de: 'Von den Leuten selbst angelegt.' },
  }),
  readText: readPasted,
});
