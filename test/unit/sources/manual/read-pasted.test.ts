import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readFacts } from '../../../../src/sources/facts/read-facts.js';
import { readPasted } from '../../../../src/sources/manual/read-pasted.js';

const reading = { now: new Date('2026-11-29T22:00:00Z'), timeZone: 'Europe/Berlin' };
const read = (text: string) => readPasted(text, reading);
const post = (name: string) => read(readFileSync(new URL(`./posts/${name}.txt`, import.meta.url), 'utf8'));

const JOB = { id: 'upwork:1955676437925687781', url: 'https://www.upwork.com/jobs/~021955676437925687781' };
const INVITATION = {
  url: 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657',
  keys: ['upwork:invitation:1955676881223622657'],
};

describe('what a person pastes', () => {
  test('the page of an invitation is read with its facts, and the letter keeps what the client wrote', () => {
    expect(post('upwork-page')).toEqual({
      job: JOB,
      ...INVITATION,
      title: 'Payment service for a bakery',
      budget: { kind: 'hourly', min: 30, max: 50, currency: 'USD' },
      skills: ['TypeScript', 'Stripe', 'PostgreSQL'],
      client: { country: 'Portugal', rating: 4.93, totalSpent: 120_000, hires: 31, paymentVerified: true },
      letter:
        'Web development\n\nHi Ana,\n\nyour work on payments is what we look for 🙂. Could you start within two weeks?\n\nWe pay $200 for a first call.\n\n4.93 of 31 reviews\n12 jobs posted\n31 hires, 4 active\nMember since Jan 5, 2019',
    });
  });

  test.each([
    ['$15.00\n-\n$35.00\nHourly', { kind: 'hourly', min: 15, max: 35 }],
    ['$15.00\n\n-\n\n$35.00\n\nHourly', { kind: 'hourly', min: 15, max: 35 }],
    ['$500.00\nFixed-price', { kind: 'fixed', min: 500, max: 500 }],
    ['*Budget*\n$300', { kind: 'fixed', min: 300, max: 300 }],
    ['Budget:\n$15.00 - $35.00\nHourly', { kind: 'hourly', min: 15, max: 35 }],
    ['Hourly Range\n$15.00-$35.00', { kind: 'hourly', min: 15, max: 35 }],
  ])('a budget is read from the lines of a page or of fields: %j', (lines, budget) => {
    expect(read(`Lamps\nHi Ana\n${lines}`)).toMatchObject({ title: 'Lamps', budget, letter: 'Hi Ana' });
  });

  test('a line of several facts has each of them, behind a title only with labels', () => {
    expect(read('*Job:* Lamps | *Budget:* $500 | *Skills:* React, CSS | *Country:* Spain')).toMatchObject({
      title: 'Lamps',
      budget: { kind: 'fixed', min: 500, max: 500 },
      skills: ['React', 'CSS'],
      client: { country: 'Spain' },
      letter: '',
    });
    expect(read('Lamps\nBudget: $500 · Skills: React, CSS')).toMatchObject({
      title: 'Lamps',
      skills: ['React', 'CSS'],
    });
    for (const title of ['React | Next.js developer', 'Designer · Germany'])
      expect(read(`Title: ${title}`)).toMatchObject({ title, client: {} });
  });

  test('a list of skills ends at the first other fact', () => {
    const buttons = 'Accept interview\nDecline';
    expect(read(`Lamps\nSkills\nReact\nAbout the client\nPayment method verified\n${buttons}`)).toMatchObject({
      skills: ['React'],
      client: { paymentVerified: true },
    });
    expect(read(`Lamps\nSkills\nReact\nLocation\nGermany\n${buttons}`)).toMatchObject({
      skills: ['React'],
      client: { country: 'Germany' },
    });
  });

  test.each([
    'https://www.upwork.com/jobs/Payment-service-for-a-\nbakery_~021955676437925687781\n\nHi Ana',
    'https://www.upwork.com/jobs/\r\nPayment-service-for-a-bakery_~021955676437925687781\n\nHi Ana',
    '[Payment service for a bakery](https://www.upwork.com/jobs/~021955676437925687781)\n\nHi Ana',
  ])('a link that a mail program broke in two, or of Markdown, is one: %j', (text) => {
    expect(read(text)).toMatchObject({ job: JOB, title: 'Payment service for a bakery', letter: 'Hi Ana' });
  });

  test('two lines with a link each stay two', () => {
    const link = 'https://www.upwork.com/jobs/~021955676437925687781';
    expect(read(`https://www.upwork.com/\n${link}`).job).toEqual(JOB);
    expect(read(`${link}/\n${link.slice(0, -1)}2`).otherJobs).toBe(1);
  });

  test('a link alone leads to the job, with the title in its address', () => {
    expect(post('link')).toEqual({
      job: JOB,
      keys: [],
      title: 'Payment service for a bakery',
      skills: [],
      client: {},
      letter: '',
    });
  });

  test.each([
    ['https://www.malt.de/project/designer_(senior)', 'https://www.malt.de/project/designer_(senior)'],
    ['https://ex.example/job/aZ9_', 'https://ex.example/job/aZ9_'],
    ['_https://ex.example/job/aZ9_', 'https://ex.example/job/aZ9'],
    ['Look at this (https://ex.example/job/9).', 'https://ex.example/job/9'],
    ['*https://ex.example/job/9*', 'https://ex.example/job/9'],
    ['www.malt.de/project/9', 'https://www.malt.de/project/9'],
    ['Is www.malt.de/project/9, from yesterday, for you?', 'https://www.malt.de/project/9'],
    ['ex.example/j?a=1&b=2', 'https://ex.example/j?a=1&b=2'],
    ['Nice job (https://ex.example/job/9)', 'https://ex.example/job/9'],
    ['Nice job <https://ex.example/job/9>', 'https://ex.example/job/9'],
  ])('the link of %s is all of it, and no more', (text, url) => {
    expect(read(text)).toMatchObject({ job: { url }, letter: expect.not.stringContaining('ex.example') });
  });

  test('words on a link are the title, without the link’s brackets', () => {
    for (const text of [
      'Nice job (https://ex.example/job/9)',
      'Nice job (https://www.upwork.com/jobs/~021955676437925687781)',
    ])
      expect(read(text)).toMatchObject({ title: 'Nice job', letter: '' });
  });

  test.each([
    'https://www.upwork.com/jobs/Vue-developer-needed_~021955676437925687781',
    'https://www.upwork.com/freelance-jobs/apply/Vue-developer-needed_~021955676437925687781/',
    'https://www.upwork.com/nx/find-work/best-matches/details/Vue-developer-needed_~021955676437925687781',
    '@ben https://www.upwork.com/jobs/Vue-developer-needed_~021955676437925687781',
    '@ben #jobs https://www.upwork.com/jobs/Vue-developer-needed_~021955676437925687781',
  ])('the title is in the address %s', (text) => {
    expect(read(text)).toMatchObject({ title: 'Vue developer needed', job: JOB });
  });

  test('words with a dot and a slash are no link', () => {
    expect(read('We need Node.js/Express and next.js/react.').job).toBeUndefined();
  });

  test('a long text of brackets and spaces has no link', () => {
    expect(read(`${'( <'.repeat(20_000)}a.b`).job).toBeUndefined();
  });

  test('a letter alone is a letter', () => {
    expect(post('letter')).toEqual({
      keys: [],
      skills: [],
      client: {},
      letter: 'Hi Ana,\n\nwe like your profile. Are you free in January?\n\nBest regards\nMaria',
    });
  });

  test('a forwarded mail gives its subject as the title', () => {
    expect(post('forwarded-mail')).toEqual({
      ...INVITATION,
      title: 'Payment service for a bakery',
      budget: { kind: 'fixed', min: 1500, max: 1500, currency: 'USD' },
      skills: [],
      client: {},
      letter: 'Can you have a look?\n\nHi Ana,\n\nYour work on payments is what we look for.',
    });
  });

  test.each([
    ['De : Upwork <a@upwork.com>\nEnvoyé : lundi\nÀ : Ana\nObjet : TR : Invitation to interview: Shop', 'Bonjour'],
    ['De: Upwork <a@upwork.com>\nDate: lun, 30 nov\nAsunto: RV: Invitation to interview: Shop\nPara: Ana', 'Hola'],
    ['Od: Upwork <a@upwork.com>\nTemat: PD: Invitation to interview: Shop\nDo: Ana\nData: pon., 30 lis', 'Dzień dobry'],
    ['Da: Upwork <a@upwork.com>\nOggetto: I: Invitation to interview: Shop\nA: Ana\nInviato: lunedì', 'Ciao'],
    ['Van: Upwork <a@upwork.com>\nOnderwerp: Doorst: Invitation to interview: Shop\nAan: Ana\nVerzonden: ma', 'Hallo'],
    ['De: Upwork <a@upwork.com>\nEnviado: segunda\nAssunto: ENC: Invitation to interview: Shop\nPara: Ana', 'Olá'],
    ['Från: Upwork <a@upwork.com>\nSkickat: måndag\nÄmne: VB: Invitation to interview: Shop\nTill: Ana', 'Hej'],
    ['> From: Upwork <a@upwork.com>\n> Subject: Invitation to interview: Shop\n> To: Ana\n>\n> > Hi Ana,\n>', ''],
  ])(
    'a forwarded mail of any language has its subject as the title, and no header in the letter: %j',
    (head, hello) => {
      const { title, letter } = read(
        `---------- Message ----------\n${head}\n\n${hello || '> > who are you?'}\n${INVITATION.url}`,
      );
      expect({ title, letter }).toEqual({ title: 'Shop', letter: hello || 'Hi Ana,\n\nwho are you?' });
    },
  );

  test.each([
    '>\n> From: Upwork <a@upwork.com>\n> Subject: Invitation to interview: Shop\n>\n> Hi Ana,',
    'See below\n>\n>> \nFrom: Upwork <a@upwork.com>\nSubject: Invitation to interview: Shop\n\nHi Ana,',
    '> Objet : TR: Invitation to interview: Shop\n> À : Ana\n>\n> Hi Ana,',
    'Ämne: VB: Invitation to interview: Shop\nHi Ana,',
    '件名: x\nTemat： PD: Invitation to interview: Shop\nHi Ana,',
    'Invitation to interview: Shop\n\nEl lun, 30 nov 2026, Upwork <a@upwork.com> escribió:\n>\n> Hi Ana,',
  ])('quotation marks and names of a subject are no part of the letter: %j', (text) => {
    const { title, letter } = read(`${text}\n${INVITATION.url}`);
    expect({ title, letter: letter.replace(/^(?:See below|件名: x)\n+/, '') }).toEqual({
      title: 'Shop',
      letter: 'Hi Ana,',
    });
  });

  test('a letter keeps signs of its own before some of its lines', () => {
    expect(read('Hi Ana,\n> 3 years of React\nYours, Maria').letter).toBe('Hi Ana,\n> 3 years of React\nYours, Maria');
  });

  test.each([
    'Message du client',
    'Mensaje del cliente:',
    'Mensagem do cliente:',
    'Messaggio del cliente',
    'Bericht van de klant:',
    'Lettre :',
  ])('%s is a label of the letter, which is read without it', (label) => {
    expect(read(`Titre : Boutique\nBudget : 500 €\n${label}\nBonjour Ana,\nça va ?`)).toMatchObject({
      title: 'Boutique',
      letter: expect.stringMatching(/^Bonjour Ana,/),
    });
  });

  test.each([
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Gesendet von Outlook für iOS<https://aka.ms/o0ukef>',
    'Get Outlook for Android',
    'Envoyé de mon iPhone',
    '[cid:image001.png@01DB.5A]',
    '[https://assets.upwork.example/logo.png]<https://www.upwork.com/>',
  ])('what a mail program adds is neither a title nor a letter: %s', (added) => {
    expect(read(`${added}\n\n${INVITATION.url}`)).not.toHaveProperty('title');
    expect(read(`Invitation to interview: Shop\nHi Ana\n${added}\n${INVITATION.url}`)).toMatchObject({
      title: 'Shop',
      letter: 'Hi Ana',
    });
  });

  test('a letter keeps lines that only begin like a header', () => {
    expect(read('Invitation to interview: Shop\nTo: our new shop\nA: yes\nDo: as you like').letter).toContain('Do: as');
  });

  test('the source of an HTML mail is read as what it shows', () => {
    const html = `<html><body><p>Hi&nbsp;Ana,</p><p>Payments f&uuml;r us</p><a href="${INVITATION.url}">View</a></body></html>`;
    expect(read(html)).toMatchObject({ ...INVITATION, letter: expect.stringContaining('Payments für us') });
    expect(read(html).letter).not.toMatch(/[<>]/);
  });

  test('German is read as well', () => {
    expect(post('german')).toEqual({
      ...INVITATION,
      title: 'Kassensystem für eine Bäckerei',
      budget: { kind: 'fixed', min: 1250.5, max: 1250.5, currency: 'EUR' },
      skills: ['TypeScript', 'Stripe'],
      client: { country: 'Österreich', rating: 4.8, totalSpent: 12_000, hires: 7, paymentVerified: false },
      expiresAt: new Date('2026-12-05T17:00:00Z'),
      letter: 'Hallo Jürgen,\n\nwir suchen jemanden für „kleine“ Beträge, etwa 50 € je Stunde.',
    });
  });

  test('an invitation of another marketplace has its address without tracking', () => {
    expect(post('elsewhere')).toMatchObject({
      job: { url: 'https://www.malt.de/client/projects/65f0' },
      title: 'Relaunch Onlineshop für Lampen',
      budget: { kind: 'fixed', max: 600, currency: 'EUR' },
      client: { name: 'Lampenhaus GmbH' },
      private: true,
      letter: 'Wir brauchen drei Wochen lang Hilfe mit dem Shop.',
    });
  });
});

describe('links to several jobs', () => {
  const job = (number: number) => `https://www.upwork.com/jobs/~021955676437925${number}`;
  const invitation = 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657';

  test.each([
    [`${job(687781)} ${job(687782)}`, 1],
    [`${job(687781)}\nand\n${job(687782)}\n${job(687783)}`, 2],
    [`${invitation} ${invitation.replace('657', '658')} ${job(687781)}`, 1],
    [`${job(687781)}?ref=a ${job(687781)}, ${invitation}`, undefined],
    [`${job(687781)}, https://contra.example/jobs/7`, 1],
    ['https://contra.example/jobs/7\nhttps://contra.example/jobs/8', 1],
    ['https://contra.example/jobs/7?utm_source=a https://contra.example/jobs/7', undefined],
    [`${job(687781)}\nWe sell lamps at https://shop.example/lamps`, undefined],
    ['See https://contra.example/jobs/7. We sell lamps at https://shop.example/lamps', undefined],
  ])('%j: the first counts, and %p others are told', (text, others) => {
    const draft = read(text);
    expect(draft.otherJobs).toBe(others);
    expect(draft.job?.id ?? draft.url).toBeDefined();
  });

  test('are in the order of the text', () => {
    expect(read(`${job(687782)} ${job(687781)}`).job?.id).toBe('upwork:1955676437925687782');
  });
});

describe('what other tools post', () => {
  test('was read from a page: entities are decoded, and what is none stays', () => {
    const text = `Title: R&amp;D for a client&#39;s shop\nSkills: R&amp;D, C++\nWe like a < b &amp; AT&T.\n${JOB.url}?a=1&amp;b=2`;
    expect(read(text)).toMatchObject({
      title: "R&D for a client's shop",
      skills: ['R&D', 'C++'],
      letter: 'We like a < b & AT&T.',
      job: JOB,
    });
  });

  test('facts in one line and in labels', () => {
    expect(post('vollna-post')).toEqual({
      job: JOB,
      keys: [],
      title: 'Payment service for a bakery',
      budget: { kind: 'hourly', min: 30, max: 50, currency: 'USD' },
      skills: ['TypeScript', 'Stripe', 'PostgreSQL'],
      client: { country: 'Portugal', rating: 4.9, totalSpent: 120_000, hires: 31, paymentVerified: true },
      letter: 'We sell bread in twelve shops and want customers to pay by phone.',
    });
  });

  test('the freelancer, and a deadline at the end of its day where the reader is', () => {
    expect(post('gigradar-post')).toEqual({
      job: JOB,
      keys: [],
      title: 'Payment service for a bakery',
      budget: { kind: 'fixed', min: 1500, max: 1500, currency: 'USD' },
      skills: [],
      client: { country: 'United States', rating: 5, totalSpent: 10_000 },
      freelancer: { name: 'Ana Silva' },
      expiresAt: new Date('2026-12-05T22:59:00Z'),
      letter: '',
    });
  });
});

test.each([
  ['Respond by Dec 5, 2026', '2026-12-05T22:59:00Z'],
  ['Expires in 24 hours', '2026-11-30T22:00:00Z'],
  ['Deadline: 2026-12-05T12:00:00Z', '2026-12-05T12:00:00Z'],
  ['Due: December 5, 12:00 PM UTC', '2026-12-05T12:00:00Z'],
  ['Frist: 05.12.2026', '2026-12-05T22:59:00Z'],
  ['Bewerbungsfrist: 05.12.2026', '2026-12-05T22:59:00Z'],
  ['Bewerbungsschluss: 05.12.2026', '2026-12-05T22:59:00Z'],
  ['Angebotsfrist: 5. Dezember 2026', '2026-12-05T22:59:00Z'],
  ['Bitte bewerben Sie sich bis 05.12.2026', '2026-12-05T22:59:00Z'],
  ['Bewirb dich bis 05.12.2026', '2026-12-05T22:59:00Z'],
  ['Application deadline: December 5, 2026', '2026-12-05T22:59:00Z'],
  ['Closing date: 5 December 2026', '2026-12-05T22:59:00Z'],
  ['Bid deadline: Dec 5, 2026', '2026-12-05T22:59:00Z'],
  ['Date limite : 5 décembre 2026', '2026-12-05T22:59:00Z'],
  ['Date limite de réponse : le 5 déc. 2026 à 18h00', '2026-12-05T17:00:00Z'],
  ['Merci de répondre avant le 05/12/2026', '2026-12-05T22:59:00Z'],
  ['Expire dans 3 jours', '2026-12-02T22:00:00Z'],
  ['Fecha límite: 5 de diciembre de 2026', '2026-12-05T22:59:00Z'],
  ['Responde antes del 5 de diciembre a las 18:00', '2026-12-05T17:00:00Z'],
  ['Vence en 3 días', '2026-12-02T22:00:00Z'],
  ['Prazo para resposta: 5 de dezembro de 2026', '2026-12-05T22:59:00Z'],
  ['Válido até 05/12/2026', '2026-12-05T22:59:00Z'],
  ['Scadenza: 5 dicembre 2026 alle 18:00', '2026-12-05T17:00:00Z'],
  ['Entro il 05/12/2026', '2026-12-05T22:59:00Z'],
  ['Sluitingsdatum: 05-12-2026', '2026-12-05T22:59:00Z'],
  ['Reageer vóór 5 december om 18:00', '2026-12-05T17:00:00Z'],
  ['Deadline: 5 décembre 2026', '2026-12-05T22:59:00Z'],
  ['Bitte antworten Sie bis morgen, 18.30 Uhr', '2026-11-30T17:30:00Z'],
  ['Respond by Dec 5, 2026 24:00', '2026-12-05T22:59:00Z'],
  ['Respond by Dec 5, 2026, 24:00 UTC', '2026-12-05T23:59:00Z'],
  ['Respond by 2026-12-05T24:00:00Z', '2026-12-05T23:59:00Z'],
  ['Frist: 05.12.2026, 24:00', '2026-12-05T22:59:00Z'],
  ['Frist: 05.12.2026, 24 Uhr', '2026-12-05T22:59:00Z'],
  ['Antworte bis morgen, 24.00 Uhr', '2026-11-30T22:59:00Z'],
  ['Läuft ab in 3 Tagen', '2026-12-02T22:00:00Z'],
  ['Antworten bis 4.12.', '2026-12-04T22:59:00Z'],
  ['Antworten bis Freitag, 4.12.', '2026-12-04T22:59:00Z'],
  ['Antworten bis Fr., den 04.12.', '2026-12-04T22:59:00Z'],
  ['Antworten bis Fr 4.12.2026', '2026-12-04T22:59:00Z'],
  ['Frist: Di., den 8. Dez.', '2026-12-08T22:59:00Z'],
  ['Frist: 4. 12. 2026', '2026-12-04T22:59:00Z'],
  ['Deadline: Fri 4.12.', '2026-12-04T22:59:00Z'],
  ['Frist: 29.2.', '2028-02-29T22:59:00Z'],
  ['Antworten bis 4.12. 18:00', '2026-12-04T17:00:00Z'],
  ['Antworten bis 4.12., 18 Uhr', '2026-12-04T17:00:00Z'],
  ['Antworten bis Montag, 7.12., 9 Uhr', '2026-12-07T08:00:00Z'],
  ['Frist: Do, 10.12. 12:00', '2026-12-10T11:00:00Z'],
  ['Frist: 5.12.26 um 12', '2026-12-05T11:00:00Z'],
  ['Antworten bis Freitag, 9:30', '2026-12-04T08:30:00Z'],
  ['Antworten bis Freitag 9.30 Uhr', '2026-12-04T08:30:00Z'],
  ['Frist: morgen 9.30', '2026-11-30T08:30:00Z'],
  ['Respond by 2026-12-05t18:00:00z', '2026-12-05T18:00:00Z'],
  ['Respond by 2026-12-05T18:00:00.123+02:00', '2026-12-05T16:00:00Z'],
  ['Respond by 2026-12-05t18:00:00,5z', '2026-12-05T18:00:00Z'],
  ['Respond by July 5, 2027, 6pm', '2027-07-05T16:00:00Z'], // in summer, Berlin is two hours ahead
])('%s: a deadline', (line, at) => {
  expect(read(`Shop for lamps\n${line}`)).toMatchObject({ expiresAt: new Date(at), letter: '' });
});

test.each([
  ['Frist: morgen 9.30', '2026-12-02T08:30:00Z'],
  ['Antworten bis morgen, 9 Uhr', '2026-12-02T08:00:00Z'],
  ['Antworten bis übermorgen, 9 Uhr', '2026-12-03T08:00:00Z'],
  ['Antworten bis heute, 9 Uhr', '2026-12-01T08:00:00Z'],
  ['Antworten bis 1.12., 9 Uhr', '2026-12-01T08:00:00Z'],
])('%s: a deadline, early in the morning of 1 December', (line, at) => {
  const early = { ...reading, now: new Date('2026-12-01T04:00:00Z') };
  expect(readPasted(`Shop for lamps\n${line}`, early)).toMatchObject({ expiresAt: new Date(at), letter: '' });
});

test.each([
  [
    ['Titre de la mission : Boutique', 'Client : Lumière SARL', 'Budget : de 400 à 600 €', 'Compétences : React, Vue'],
    { kind: 'fixed', min: 400, max: 600, currency: 'EUR' },
    'Lumière SARL',
  ],
  [
    [
      'Intitulé : Boutique',
      'Société : Lumière',
      "Taux horaire : entre 40 et 60 € de l'heure",
      'Compétences : React, Vue',
    ],
    { kind: 'hourly', min: 40, max: 60, currency: 'EUR' },
    'Lumière',
  ],
  [
    ['Título del proyecto: Boutique', 'Cliente: Luz', 'Presupuesto: de 400 a 600 €', 'Habilidades: React, Vue'],
    { kind: 'fixed', min: 400, max: 600, currency: 'EUR' },
    'Luz',
  ],
  [
    ['Título: Boutique', 'Cliente: Luz', 'Orçamento: até 600 €', 'Competências: React, Vue'],
    { kind: 'fixed', max: 600, currency: 'EUR' },
    'Luz',
  ],
  [
    ['Titolo: Boutique', 'Cliente: Luce', 'Tariffa oraria: 40 € all’ora', 'Competenze: React, Vue'],
    { kind: 'hourly', min: 40, max: 40, currency: 'EUR' },
    'Luce',
  ],
  [
    ['Opdracht: Boutique', 'Klant: Licht', 'Uurtarief: € 40 per uur', 'Vaardigheden: React, Vue'],
    { kind: 'hourly', min: 40, max: 40, currency: 'EUR' },
    'Licht',
  ],
])('labels in another language are read: %j', (lines, budget, name) => {
  const stated = { title: 'Boutique', client: { name }, budget, skills: ['React', 'Vue'] };
  expect(read(lines.join('\n'))).toMatchObject({ ...stated, letter: '' });
});

test.each(['Budget: $500 a 30 hours', 'Budget: 400 et 600 €'])('%s: no budget, and the words stay', (line) => {
  expect(read(`Hi Ana,\n${line}`)).toMatchObject({ letter: `Hi Ana,\n${line}` });
  expect(read(line)).not.toHaveProperty('budget');
});

test.each(['Deadline: Dec 5, please send two samples first', 'Antworte bis morgen, 18 Uhr, mit zwei Beispielen'])(
  '%s: a deadline with a remark, which stays',
  (line) => expect(read(`Shop for lamps\n${line}`)).toMatchObject({ expiresAt: expect.any(Date), letter: line }),
);

test.each(['Responda até amanhã às 23h', 'Rispondi entro il 4/12 alle 23:30', 'Reageer voor 4-12 om 23:30'])(
  '%s: a time beside a day that is not understood is no deadline',
  (line) => {
    const early = { ...reading, now: new Date('2026-12-01T04:00:00Z') };
    const read = readPasted(`Hi Ana,\n${line}`, early);
    expect(read).not.toHaveProperty('expiresAt');
    expect(read.letter).toContain(line);
  },
);

test.each(['Respond by May 5, 2024', 'We met on Dec 5', 'Deadline: soon', 'Plazo: 3 meses', 'Avant tout, bonjour'])(
  '%s: no deadline, and the words stay',
  (line) => {
    const draft = read(`Hi Ana,\n${line}`);
    expect(draft.expiresAt).toBeUndefined();
    expect(draft.letter).toContain(line);
  },
);

test.each([
  'Budget: 5 000 kr',
  'Budget: negotiable',
  'Fixed-price: about 500',
  'Client spent: lots of money',
  'Budget: $3,000/month',
  'Preis: 80 €/Tag',
  'Budget: $450 per day',
  'Budget: $0.08 per word',
  'Budget: $500 (negotiable, paid weekly)',
  'Budget: $0',
  'Duration: 3 to 6 months',
  'Experience level: Expert',
  'Rating: 9.9',
  'Hires: -3',
  'Payment: by PayPal',
  'Spent: €120K',
  'Proposals: 5 to 10',
])('%s: what is not clear stays in the letter', (line) =>
  expect(read(`Shop for lamps\n${line}`)).toEqual({
    title: 'Shop for lamps',
    letter: line,
    client: {},
    skills: [],
    keys: [],
  }),
);

test.each([
  ['Budget: up to £1,200.00', '', { budget: { kind: 'fixed', max: 1200, currency: 'GBP' } }],
  ['Budget：￥１２０，０００', '', { budget: { kind: 'fixed', min: 120_000, max: 120_000, currency: 'JPY' } }],
  ['Rating: ４.５', '', { client: { rating: 4.5 } }],
  ['Total hires: 1,234', '', { client: { hires: 1234 } }],
  ['Payment verified: no', '', { client: { paymentVerified: false } }],
  ['Budget: -', '', {}],
  ['The job is invite-only.', '', { private: true }],
  ['Der Job ist nur auf Einladung', '', { private: true }],
  ['Dieser Auftrag ist privat.', '', { private: true }],
  ['Type: Hourly\nBudget: $30', 'Type: Hourly', { budget: { kind: 'hourly', min: 30, max: 30, currency: 'USD' } }],
  ['Rate: $45', '', { budget: { kind: 'hourly', min: 45, max: 45, currency: 'USD' } }],
  ['Rate: $500 fixed price', '', { budget: { kind: 'fixed', min: 500, max: 500, currency: 'USD' } }],
  [
    'Type: Fixed-price\nRate: $500',
    'Type: Fixed-price',
    { budget: { kind: 'fixed', min: 500, max: 500, currency: 'USD' } },
  ],
  ['Rate: $45\nType: Hourly', 'Type: Hourly', { budget: { kind: 'hourly', min: 45, max: 45, currency: 'USD' } }],
  [
    'Budget: $500\nHourly rate: $45',
    'Hourly rate: $45',
    { budget: { kind: 'fixed', min: 500, max: 500, currency: 'USD' } },
  ],
  [
    'Hourly: $30, 20 hrs/week\nBudget: $500',
    'Hourly: $30, 20 hrs/week\nBudget: $500',
    { budget: { kind: 'hourly', min: 30, max: 30, currency: 'USD' } },
  ],
  ['Budget: 5 000 kr\nCountry: Sweden', '', { budget: { kind: 'fixed', min: 5000, max: 5000, currency: 'SEK' } }],
  ['Land: Dänemark\nStundensatz: kr. 500', '', { budget: { kind: 'hourly', min: 500, max: 500, currency: 'DKK' } }],
  ['Budget: 5 000 kr\nCountry: Spain', 'Budget: 5 000 kr', { client: { country: 'Spain' } }],
  ['Budget: R5,000 - R8,000', '', { budget: { kind: 'fixed', min: 5000, max: 8000, currency: 'ZAR' } }],
  ['Hourly: S/ 80', '', { budget: { kind: 'hourly', min: 80, max: 80, currency: 'PEN' } }],
  [
    'Hourly: €30–45/hr, 20 hrs/week',
    'Hourly: €30–45/hr, 20 hrs/week',
    { budget: { kind: 'hourly', min: 30, max: 45, currency: 'EUR' } },
  ],
  ['4.93 of 31 reviews', '4.93 of 31 reviews', { client: { rating: 4.93 } }],
  ['Rating: 9.9\nRating: 4.9', 'Rating: 9.9', { client: { rating: 4.9 } }],
  ['Budget: $500\nBudget: $600', 'Budget: $600', { budget: { kind: 'fixed', min: 500, max: 500, currency: 'USD' } }],
  [`Skills: PHP, ${'very '.repeat(20)}long`, `Skills: PHP, ${'very '.repeat(20)}long`, { skills: ['PHP'] }],
  ['Skills:\n1. Shopify\n2) Vue.js\n- Go', '', { skills: ['Shopify', 'Vue.js', 'Go'] }],
])('%s: a line leaves the letter only where all of it is read', (lines, letter, facts) =>
  expect(read(`Shop for lamps\n${lines}`)).toMatchObject({ title: 'Shop for lamps', letter, ...facts }),
);

test('a client’s spending in other money is no amount of US dollars', () => {
  expect(read('Shop for lamps\nSpent: €120K').client).toEqual({});
  expect(read('Shop for lamps\nSpent: $120K').client).toEqual({ totalSpent: 120_000 });
});

test.each([
  ['Budget: 500', undefined],
  ['Budget: 500 EUR', { kind: 'fixed', min: 500, max: 500, currency: 'EUR' }],
  ['Hourly: 30 - 50 €', { kind: 'hourly', min: 30, max: 50, currency: 'EUR' }],
  ['Hourly - 1 to 3 months, $30-$50', { kind: 'hourly', min: 30, max: 50, currency: 'USD' }],
  ['Our budget is $500, and we need 3 people per hour of work.', undefined],
])('%s: a budget only with a currency, and only where it is stated as a fact', (line, budget) => {
  expect(read(`Shop for lamps\n${line}`).budget).toEqual(budget);
});

describe('the heading of an invitation', () => {
  test.each([
    'You have an invitation to apply',
    'You have been invited to apply!',
    'Invitation to interview',
    'Subject: Fwd: Invitation to interview',
    'Einladung zum Vorstellungsgespräch',
    'Du wurdest zur Bewerbung eingeladen',
  ])('%s is skipped: the title is below it', (heading) => {
    const rest = 'Hi Ana,\nwe have a shop that is slow.';
    for (const between of ['', 'Budget: $3,000/month\n', 'View invitation <https://www.upwork.com/nx/x>\n'])
      expect(read(`${heading}\n\n${between}Re-platform a WooCommerce shop to Medusa\n\n${rest}`)).toMatchObject({
        title: 'Re-platform a WooCommerce shop to Medusa',
        letter: [...(between.startsWith('Budget') ? [between] : []), rest].join('\n'),
      });
    expect(read(`${heading}\n${rest}`)).toMatchObject({ letter: rest });
    expect(read(`${heading}\n${rest}`).title).toBeUndefined();
    expect(read(`${heading}\nA slow shop`)).toMatchObject({ title: 'A slow shop', letter: '' });
    expect(read(`${heading}: A slow shop\n${rest}`)).toMatchObject({ title: 'A slow shop', letter: rest });
  });
});

test('thousands of facts that are not understood are kept as lines, in the time that a test has', () => {
  const lines = Array.from({ length: 8000 }, (_, number) => `Budget: $3,000/month${number}`);
  expect(readFacts(lines, reading)).toMatchObject({ prose: lines, unread: lines });
});
