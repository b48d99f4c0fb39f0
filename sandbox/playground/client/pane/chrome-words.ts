import { useReading } from '../reader.js';

const EN = {
  messages: 'Messages',
  home: 'Home',
  optional: '(optional)',
  cancel: 'Cancel',
  close: 'Close',
  onlyYou: 'Only visible to you',
  fromThread: 'Replied in a thread',
  edited: '(edited)',
  isNew: 'New',
  noHome: 'Baton has not filled this page yet.',
  noMessages: 'Nothing here yet.',
  required: 'Please fill this in.',
  notAnEmail: 'This is not an email address.',
  notAnAddress: 'This is not a web address.',
  notANumber: 'This is not a number.',
  replies: (count: number) => (count === 1 ? '1 reply' : `${count} replies`),
  app: 'App',
  send: 'Send',
  shortcuts: 'Shortcuts',
  more: 'More actions',
  write: (place: string) => `Message ${place}, or / for commands`,
  unread: (count: number) => `${count} unread`,
};

type ChromeWords = typeof EN;

const DE: ChromeWords = {
  messages: 'Nachrichten',
  home: 'Startseite',
  optional: '(optional)',
  cancel: 'Abbrechen',
  close: 'Schließen',
  onlyYou: 'Nur für dich sichtbar',
  fromThread: 'Antwort in einem Thread',
  edited: '(bearbeitet)',
  isNew: 'Neu',
  noHome: 'Baton hat diese Seite noch nicht gefüllt.',
  noMessages: 'Hier ist noch nichts.',
  required: 'Bitte fülle das aus.',
  notAnEmail: 'Das ist keine E-Mail-Adresse.',
  notAnAddress: 'Das ist keine Webadresse.',
  notANumber: 'Das ist keine Zahl.',
  replies: (count) => (count === 1 ? '1 Antwort' : `${count} Antworten`),
  app: 'App',
  send: 'Senden',
  shortcuts: 'Shortcuts',
  more: 'Weitere Aktionen',
  write: (place) => `Nachricht an ${place}, Befehle mit /`,
  unread: (count) => `${count} ungelesen`,
};

/** Slack's own words, in the reader's language. */
export const useChromeWords = (): ChromeWords => (useReading().person.locale.startsWith('de') ? DE : EN);
