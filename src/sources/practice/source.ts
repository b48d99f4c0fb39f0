import { CAPABILITIES } from '../../domain/model/connection/source.js';
import { builtInSetUp } from '../built-in-set-up.js';
import { defineSource } from '../define-source.js';

/** Practice: accepts every decision, has no people, and makes no calls. */
export const practice = defineSource({
  marketplace: 'own',
  trust: 100,
  namesInvitations: true,
  namesRelations: true,
  can: () => CAPABILITIES,
  ...builtInSetUp({
    name: { en: 'Practice', de: 'Übung' },
    about: {
      en: 'Invites for trying Baton out. Nothing of them leaves Baton.',
      de: 'Einladungen zum Ausprobieren. Nichts davon verlässt Baton.',
    },
    inShort: { en: 'For trying Baton out.', de: 'Zum Ausprobieren.' },
  }),
  client: () => ({
    accept: async () => {},
    decline: async () => ({}),
    candidates: async () => [],
    searchPeople: async () => [],
    members: async () => [],
  }),
});
