import type { Catalogue } from './catalogue-type.js';

/** Everything that Baton says, in German. */
export const de: Catalogue = {
  dates: {
    at: '{date_short_pretty} um {time}',
    soon: '{date_short_pretty} um {time_secs}',
    left: '{date_short_pretty} um {time} ({ago})',
    ago: '{ago}',
    day: '{date_short_pretty}',
  },
  fault: {
    text: 'Etwas ist schiefgegangen, und es lag nicht an dir. Versuche es ruhig noch einmal: Nichts geschieht doppelt.',
    slow: 'Das hat zu lange gedauert. Bitte versuche es noch einmal: Nichts geschieht doppelt.',
  },
  late: {
    form: 'Einen Moment: Das dauert länger als sonst. Was daraus wird, steht gleich hier.',
    lookUp: 'Das dauert lange. Tippe weiter für einen neuen Versuch',
    done: 'Erledigt. Du kannst das hier schließen.',
    errors:
      '{{- errors}} Nichts wurde gespeichert. Schließe das hier, öffne das Formular neu und versuche es noch einmal.',
  },
  notice: { title: 'Baton', close: 'Schließen' },
  buttonAbout: '{{label}}: {{subject}}',
  somebody: 'Jemand',
  unnamed: 'jemand aus dem Team',
  refusal: {
    'invite.notFound': 'Diese Einladung gibt es hier nicht mehr. Sieh auf dem Marktplatz nach.',
    'invite.notYours': 'Diese Einladung richtet sich an {{name}}; nur diese Person kann sie beantworten.',
    'invite.notDecider':
      '{{name}} hat diese Einladung beantwortet. Nur diese Person kann sagen, wie es auf dem Marktplatz ausging.',
    'invite.youAccepted': 'Du hast diese Einladung schon angenommen. Die Karte zeigt, wie es weitergeht.',
    'invite.youDeclined': 'Du hast diese Einladung schon abgelehnt. Die Karte zeigt, wie es weitergeht.',
    'invite.youReferred': 'Du hast für diese Einladung schon {{name}} empfohlen. Die Karte zeigt, wie es weitergeht.',
    'invite.alreadyDecided':
      'Zu spät: {{by}} hat diese Einladung schon beantwortet. Die Karte zeigt, was entschieden wurde.',
    'invite.decidedElsewhere':
      'Zu spät: Diese Einladung wurde schon auf dem Marktplatz beantwortet. Die Karte zeigt, was entschieden wurde.',
    'invite.closed': 'Diese Einladung ist auf dem Marktplatz geschlossen und kann nicht mehr beantwortet werden.',
    'invite.expired': 'Diese Einladung ist abgelaufen und kann nicht mehr beantwortet werden.',
    'invite.noTitle': 'Gib dem Auftrag einen Titel, damit du ihn wiederfindest.',
    'invite.badLink':
      'Dieser Link führt zu keinem Auftrag und keiner Einladung. Kopiere die Adresse der Auftragsseite, oder lass das Feld leer.',
    'invite.noPage':
      'Das ist kein Link zu einem Auftrag. Füge die Adresse der Auftragsseite ein, die mit https:// beginnt, oder den ganzen Text der Einladung.',
    'invite.profileLink':
      'Dieser Link führt zum Profil einer Person und zu keinem Auftrag und keiner Einladung. Kopiere die Adresse der Auftragsseite oder der Einladung.',
    'invite.severalLinks':
      'Diese Links führen zu mehreren Aufträgen. Lass den einen stehen, um den es geht, und trage die anderen einzeln ein.',
    'invite.deadlinePast': 'Dieser Zeitpunkt ist schon vorbei. Wähle einen späteren, oder lass das Feld leer.',
    'invite.badBudget':
      'Baton kann dieses Budget nicht lesen. Schreibe die Summe mit ihrer Währung, zum Beispiel 500 $ Festpreis oder 30 bis 50 $ pro Stunde, oder lass das Feld leer.',
    'invite.budgetWithoutKind':
      'Gilt das für den ganzen Auftrag oder pro Stunde? Schreibe es zur Summe: „Festpreis“ oder „pro Stunde“.',
    'invite.certain':
      'Eine andere Quelle hat inzwischen bestätigt, was in dieser Einladung steht; zu berichtigen gibt es nichts mehr. Die Karte zeigt es.',
    'invite.severalMentioned':
      'Eine Einladung richtet sich an eine Person, und du hast mehrere erwähnt. Erwähne die, deren Einladung es ist.',
    'invite.forOthers':
      'Du kannst deine eigenen Einladungen eintragen. Für andere können es die Verantwortlichen und Admins.',
    'invitee.isBot': '{{name}} ist ein Bot, und Bots bekommen keine Einladungen. Wähle einen Menschen.',
    'invitee.hasLeft':
      '{{name}} hat den Workspace verlassen, eine Einladung käme also nicht an. Wähle jemand anderen. Ist die Person zurück, versuche es in ein paar Minuten noch einmal.',
    'invitee.isExternal':
      '{{name}} gehört zu einem anderen Workspace, und Einladungen bekommen hier nur Leute aus diesem. Wähle jemand anderen.',
    'invitee.isGuest':
      '{{name}} ist Gast, und Gäste bekommen hier erst Einladungen, wenn sie verknüpft sind. Wähle jemand anderen, oder bitte einen Admin, die Person mit {{command}} link zu verknüpfen oder Gäste in {{command}} settings als Teammitglieder zählen zu lassen.',
    'referral.notFound': 'Diese Empfehlung gibt es hier nicht mehr.',
    'referral.notYours': 'Das kann nur, wer die Empfehlung ausgesprochen hat.',
    'referral.alreadyUndone':
      'Diese Empfehlung ist schon zurückgenommen. Die Karte zeigt, wie es um die Einladung steht.',
    'referral.nothingToUndo':
      'Diese Empfehlung ist gar nicht angekommen, also ist nichts rückgängig zu machen. Die Karte sagt, warum.',
    'referral.tooLateToUndo':
      'Zum Rückgängigmachen ist es zu spät: Die Frist ist vorbei. Die Karte zeigt, wie es um die Empfehlung steht.',
    'referral.jobTaken':
      'Für diesen Auftrag wurde hier schon jemand empfohlen, und je Auftrag ist nur eine Empfehlung möglich.',
    'referral.toYourself': 'Du kannst dich nicht selbst empfehlen. Wähle jemand anderen, oder nimm die Einladung an.',
    'referral.toAddressee':
      'Die Einladung richtet sich ohnehin an diese Person. Wähle jemand anderen, oder nimm sie für diese Person an.',
    'referral.notEligible':
      'Diese Person kann von hier aus nicht empfohlen werden. Wähle jemand anderen aus der Liste.',
    'referral.hasLeft': 'Diese Person hat den Workspace verlassen. Wähle jemand anderen.',
    'referral.isBot': 'Bots nehmen keine Aufträge an. Wähle einen Menschen.',
    'referral.isExternal':
      'Diese Person gehört zu einem anderen Workspace, und nur Leute von hier können empfohlen werden. Wähle jemand anderen.',
    'referral.isGuest':
      'Gäste können hier nicht empfohlen werden. Wähle jemand anderen, oder bitte einen Admin, Gäste als Teammitglieder zählen zu lassen.',
    'referral.privateJob':
      'Dieser Auftrag ist privat, und private Aufträge lassen sich nicht weitergeben. Du kannst annehmen oder ablehnen.',
    'referral.notReleased':
      'Empfehlen wird nach und nach eingeschaltet, für diese Einladung ist es noch nicht so weit. Du kannst sie annehmen oder ablehnen.',
    'referral.chainTooLong':
      'Dieser Auftrag wurde schon so oft weitergegeben, wie es euer Workspace erlaubt. Du kannst annehmen oder ablehnen.',
    'referral.backUpTheChain': 'Diese Person hat den Auftrag selbst weitergegeben. Wähle jemand anderen.',
    'referral.alreadyInvited': 'Diese Person ist zu diesem Auftrag schon eingeladen. Wähle jemand anderen.',
    'referral.alreadyProposed': 'Diese Person hat hier schon ein Angebot abgegeben. Wähle jemand anderen.',
    'referral.alreadyReferred': 'Diese Person wurde hierfür schon empfohlen. Wähle jemand anderen.',
    'referral.alreadyHired': 'Diese Person hat diesen Auftrag schon. Wähle jemand anderen.',
    'referral.alreadyInvolved': 'Der Marktplatz führt diese Person für diesen Auftrag schon. Wähle jemand anderen.',
    'referral.noSuchPerson':
      'Das Marktplatz-Konto dieser Person ist nicht bekannt. Wähle jemand anderen, oder bitte einen Admin, sie mit {{command}} link zu verknüpfen.',
    'referral.noSuchAddress': 'Kein Marktplatz-Konto hat diese Adresse. Prüfe sie, oder wähle jemand anderen.',
    'referral.sharedAddress':
      'Mehrere Personen haben diese Adresse. Such die gemeinte nach ihrem Namen, und wähle sie.',
    'referral.needsProfile':
      'Dieser Auftrag ist privat. Darum empfiehlst du in einer Nachricht an den Kunden, und darin darf keine E-Mail-Adresse stehen. Füge stattdessen die Adresse des Profils ein.',
    'referral.notAwaitingHandoff': 'Hier ist nichts mehr zu tun: Es ist schon erledigt oder zurückgenommen.',
    'member.unknown':
      'Baton kennt diese Person nicht. Leute aus anderen Workspaces lassen sich nicht wählen; wer gerade erst dazukam, ist nach einer Minute bekannt.',
    'member.youUnknown':
      'Baton kennt dich noch nicht. Warte nach dem Beitritt eine Minute und versuche es noch einmal.',
    'member.external':
      'Du gehörst zu einem anderen Workspace; Baton können hier nur Mitglieder dieses Workspace benutzen.',
    'member.deactivated':
      'Slack sagt, dein Konto in diesem Workspace ist deaktiviert, darum ist nichts geschehen. Bist du zurück, versuche es in ein paar Minuten noch einmal.',
    'member.notOneOfUs':
      'Das können nur Mitglieder des Teams. Bist du hier Gast, bitte einen Admin, dich zu verknüpfen oder Gäste zum Team zu zählen. Nach dem Beitritt warte eine Minute und versuche es noch einmal.',
    'member.notAdmin': 'Das kann nur ein Workspace-Admin, oder wer Baton installiert hat.',
    'relay.notFound': 'Diese Frage gibt es hier nicht mehr. Es ist nichts mehr zu tun.',
    'relay.notYours': 'Das ist eine Sache zwischen {{name}} und den Gefragten. Für dich ist nichts zu tun.',
    'relay.yourOwn': 'Das hast du selbst gefragt. Die Antwort ist Sache derer, die du gefragt hast.',
    'relay.youSaidYes': 'Du hast schon Ja gesagt. Diese Nachricht zeigt, was daraus wird.',
    'relay.youSaidNo':
      'Du hast schon Nein gesagt; es ist nichts mehr zu tun. Willst du den Auftrag doch, sag es der Person, die gefragt hat.',
    'relay.over': 'Diese Frage ist vorbei. Sie wurde beantwortet, ist abgelaufen oder wurde zurückgenommen.',
    'relay.tooMany': 'Wähle mindestens eine Person, und höchstens {{most}}.',
    'relay.practice':
      'Das hier ist zum Üben, darum wird niemand gefragt. Bei einer echten Einladung nennst du hier bis zu drei Leute, und wer als Erstes Ja sagt, wird empfohlen.',
    'relay.running':
      'Zu dieser Einladung wird schon gefragt. Warte die Antworten ab, oder beende das Fragen auf der Karte.',
    'member.badProfile': 'Einiges von dem, was du über dich sagst, geht nicht, darum wurde nichts gespeichert.',
    'member.notShown': '{{name}} hat nicht gewählt, die eigenen Zahlen zu zeigen.',
    'member.left': 'Diese Person gehört nicht mehr zum Team, darum sehen nur Manager ihre Zahlen.',
    'member.elsewhere': '{{name}} gehört zu einem anderen Workspace, und gezählt werden hier nur Leute von hier.',
    'member.isBot': '{{name}} ist ein Bot, und Bots haben keine Empfehlungen, die man zählen könnte.',
    'member.severalMentioned':
      'Hier geht es um eine Person, und du hast mehrere erwähnt; darum ist nichts geschehen. Erwähne nur die eine, die du meinst.',
    'member.yourselfAlone':
      'Das kann jede Person nur für sich selbst tun; darum ist nichts geschehen. Die Person, die du erwähnt hast, kann dasselbe eingeben; ihre Zahlen zeigt dir {{command}} mit ihrem Namen dahinter.',
    'member.forgotten':
      'Diese Person hat ihre Daten löschen lassen. Verknüpfen lässt sie sich, sobald sie auf ihrer Startseite „Über mich“ speichert.',
    'member.youForgotten':
      'Du hast deine Daten löschen lassen. Speichere erst auf deiner Startseite „Über mich“, dann verknüpfe dich.',
    'member.personTaken': 'Dieses Marktplatz-Konto ist mit {{name}} verknüpft. Löse erst dort die Verknüpfung.',
    'member.personIsYours': 'Dieses Marktplatz-Konto ist mit dir verknüpft. Löse erst deine Verknüpfung.',
    'button.outdated':
      'Baton kennt diesen Knopf nicht mehr; es ist nichts geschehen. Öffne den Home-Tab von Baton: Dort steht, was auf dich wartet.',
    'form.outdated':
      'Baton kann dieses Formular nicht mehr lesen; es ist nichts geschehen. Kopiere, was du geschrieben hast, schließe das Formular und öffne es neu.',
    'tenant.notInstalled':
      'Baton ist in diesem Workspace nicht installiert. Bitte einen Admin, es wieder zu installieren.',
    'tenant.notConnected': 'Noch ist kein Marktplatz verbunden. Bitte einen Admin um {{command}} connect.',
    'tenant.badSettings': 'Einige dieser Einstellungen gehen nicht, darum wurde nichts gespeichert.',
    'connection.badUrl':
      'Diese Adresse ist nicht brauchbar. Sie muss mit https:// beginnen und zu einem öffentlichen Server führen.',
    'connection.badToken':
      'Das ist kein Token: Leerzeichen oder solche Buchstaben hat keins. Kopiere es noch einmal, ohne etwas darum herum.',
    'connection.badKey':
      'Das ist kein Schlüssel dieses Dienstes, oder nicht der ganze. Kopiere ihn dort noch einmal, vom Anfang bis zum Ende.',
    'connection.badMailAddress': 'Das ist keine Mailadresse. Sie sieht so aus: upwork@in.eure-agentur.de.',
    'connection.badDomain': '„{{domain}}“ ist keine Domain. Schreibe, was hinter dem @ steht, etwa eure-agentur.de.',
    'connection.missing': 'Dieses Feld ist noch leer, und ohne diese Angabe geht die Verbindung nicht.',
    'connection.gone': 'Diese Verbindung gibt es nicht mehr. Vielleicht hat sie gerade jemand entfernt.',
    'connection.removed':
      'Batons Verbindung zu diesem Marktplatz wurde entfernt, darum kann Baton dorthin nichts schicken. Antworte auf dem Marktplatz selbst, oder bitte einen Admin, ihn mit {{command}} connect wieder zu verbinden.',
    'connection.elsewhere':
      '„{{name}}“ hat eine andere Adresse, und was darauf wartet, darf nicht hierher geschickt werden. Wähle für diese hier „Verbindung hinzufügen“ in der Liste, die {{command}} connect öffnet. Wird „{{name}}“ nicht mehr gebraucht, entferne sie danach dort.',
    'connection.alreadyThere':
      'Das ist schon verbunden, als „{{name}}“; gespeichert wurde nichts. Um Namen, Token oder Empfänger zu ändern, wähle „Neu einrichten“ daneben in der Liste, die {{command}} connect öffnet.',
    'connection.noSecret':
      'Kein Webhook-Geheimnis deiner Verbindungen stammt von Baton, darum kann Baton keines erneuern. Lege am anderen Ende ein neues an und trage es mit {{command}} connect und „Neu einrichten“ ein.',
    'connection.unheard':
      'Baton hat hier keine öffentliche Adresse, also erreicht es kein Webhook. Mit einem API-Token fragt Baton selbst nach: Füge eines ein.',
    'connection.busy':
      'Dort werden gerade keine weiteren Anfragen angenommen. Nichts wurde gespeichert: Warte eine Minute und drücke dann noch einmal.',
    'connection.rejected': 'Der Marktplatz hat das Token abgelehnt. Prüfe es, oder erstelle dort ein neues.',
    'connection.unreadable':
      'Dort antwortet etwas, aber nicht in der Form, die Baton liest: {{fault}}. Prüfe, ob das die Adresse der API ist.',
    'marketplace.unreachable':
      'Der Marktplatz antwortet nicht. Prüfe die Adresse, oder versuche es in einer Minute noch einmal.',
    'marketplace.tooLong':
      'Die Liste der Leute eurer Agentur ist beim Marktplatz so lang, dass Baton aufgehört hat, sie zu lesen. Bitte frage den Support des Marktplatzes, warum; wer verknüpft ist, bleibt verknüpft.',
  },
  trouble: {
    'bad-request': 'der Marktplatz hat es nicht verstanden',
    unauthorized: 'der Marktplatz lässt Baton zurzeit nicht ein; wer Baton hier betreut, erfährt es',
    'not-yours': 'der Marktplatz sagt, dass sich die Einladung an jemand anderen richtet',
    'invitation-not-found': 'der Marktplatz kennt diese Einladung nicht mehr',
    'invitation-not-open': 'die Einladung ist auf dem Marktplatz nicht mehr offen',
    'job-closed': 'der Auftrag ist geschlossen',
    'job-private': 'dieser Auftrag ist privat, und private Aufträge lassen sich nicht weitergeben',
    'already-referred': 'diese Person wurde hierfür schon empfohlen',
    'already-invited': 'diese Person ist zu diesem Auftrag schon eingeladen',
    'already-proposed': 'diese Person hat hier schon ein Angebot abgegeben',
    'already-hired': 'diese Person hat diesen Auftrag schon',
    'person-not-found': 'das Marktplatz-Konto dieser Person ist nicht bekannt; wähle jemand anderen',
    'idempotency-conflict': 'der Marktplatz hielt es für eine andere Anfrage',
    'colleague-left': 'die empfohlene Person hat den Workspace verlassen',
    'not-carried-out': 'der Marktplatz hat es nicht ausgeführt und keinen Grund genannt',
    unreachable:
      'der Marktplatz hat lange nicht geantwortet und hat sie vielleicht trotzdem, also sieh dort nach, bevor du noch einmal antwortest',
    paused: 'Batons Verbindung zum Marktplatz war zu lange pausiert; bitte einen Admin, sie fortzusetzen',
    disconnected:
      'Batons Verbindung zum Marktplatz wurde entfernt, und drei Tage lang hat sie niemand wiederhergestellt; bitte einen Admin, ihn wieder zu verbinden',
    'not-sent': 'Baton konnte sie nicht schicken',
    'not-shown':
      'die Einladung ist auf dem Marktplatz abgelehnt, und er zeigt nicht, ob die empfohlene Person sie hat, also sieh dort nach und frage sie',
    'handoff-failed': 'auf dem Marktplatz war es nicht möglich',
    other: 'der Marktplatz hat es abgelehnt',
  },
  card: {
    untitled: 'Ein Auftrag ohne Titel',
    title: '*{{title}}*',
    eyebrow: {
      mine: '*Neue Einladung für dich*',
      unlinked: '*Einladung für {{person}}*, hier mit niemandem verknüpft',
      referred: '*{{name}} hat dich empfohlen*',
      referredUnlinked: '*{{name}} hat {{person}} empfohlen*, hier mit niemandem verknüpft',
      moved: '*Einladung für {{person}}*',
      unnamed: '*Neue Einladung*, aus einer Mail, die niemanden nennt',
    },
    deadline: 'antworte bis *{{- deadline}}*',
    unlinkedHint:
      'Alle im Team dürfen antworten. Sobald ein Admin {{person}} mit einem Mitglied verknüpft, kommen solche Einladungen direkt dort an.',
    answerTogether: 'Alle im Team dürfen antworten.',
    answerAlone: 'Diese Nachricht siehst nur du, und du darfst antworten.',
    unclear: {
      unnamed: 'Leite Mails aus jedem Postfach mit einer eigenen Regel weiter, dann sieht Baton, wem sie gelten.',
      shared: 'Mehrere Personen haben die Adresse {{email}}, also weiß Baton nicht, wessen Einladung das ist.',
      give: 'Wenn du es weißt, kann ein Manager oder Admin sie dieser Person geben: `{{command}} add @name` und der Link der Einladung.',
    },
    unlinkedAlone:
      'Diese Nachricht siehst nur du, und du darfst antworten. Verknüpfe {{person}} mit einem Mitglied, dann kommen solche Einladungen direkt dort an.',
    peers: {
      line: 'Auch eingeladen: {{- list}}',
      open: '{{name}}',
      accepted: '{{name}} (hat angenommen)',
      declined: '{{name}} (hat abgelehnt)',
      referred: '{{name}} (hat weitergegeben)',
      more_one: '{{count}} weitere Person',
      more_other: '{{count}} weitere',
      many: 'mehr als {{most}} weitere',
    },
    noteFrom: '{{name}} schreibt dazu:',
    letterFrom: 'Der Kunde schreibt:',
    free: 'Annehmen kostet keine Connects.',
    uncertain: 'Nur aus einer Mail gelesen. Prüfe es auf dem Marktplatz, bevor du antwortest.',
    uncertainSome: 'Nur aus einer Mail gelesen: {{- list}}. Prüfe es auf dem Marktplatz, bevor du antwortest.',
    uncertainField: {
      title: 'der Titel',
      url: 'der Link',
      letter: 'das Anschreiben',
      budget: 'das Budget',
      skills: 'die Kenntnisse',
      private: 'dass der Auftrag privat ist',
      client: 'Angaben zum Kunden',
      freelancer: 'wer eingeladen ist',
      invitedAt: 'der Tag der Einladung',
      expiresAt: 'die Frist',
    },
    doubtfulEnd:
      'Das sagt nur die Frist, und die ist nicht sicher. Berichtige sie, wenn sie nicht stimmt: Dann ist die Einladung wieder offen.',
    uncertainRest: 'Prüfe den Rest auf dem Marktplatz, bevor du antwortest.',
    corrected: {
      you: 'Du hast berichtigt, was aus einer Mail gelesen wurde.',
      other: '{{name}} hat berichtigt, was aus einer Mail gelesen wurde.',
    },
    inferred: 'Baton schließt das aus dem Auftrag und der Person. Der Marktplatz selbst sagt es nicht.',
    budget: {
      fixed: '{{amount}} Festpreis',
      hourly: '{{amount}} pro Stunde',
      from: 'ab {{amount}}',
      upTo: 'bis {{amount}}',
    },
    client: {
      rating: '★ {{rating}}',
      spent: '{{amount}} ausgegeben',
      hires_one: '{{count}} Auftrag vergeben',
      hires_other: '{{count}} Aufträge vergeben',
      verified: 'Zahlung bestätigt',
      unverified: 'Zahlung nicht bestätigt',
    },
    letterMore: 'Das Anschreiben geht noch weiter.',
    passOn: {
      both: '*Passt es dir nicht?* Ablehnen zählt als Antwort, Schweigen nicht. Noch besser: Empfiehl jemanden, oder frag erst nach.',
      refer: '*Passt es dir nicht?* Ablehnen zählt als Antwort, Schweigen nicht. Noch besser: Empfiehl jemanden.',
      neither: '*Passt es dir nicht?* Ablehnen zählt als Antwort, Schweigen nicht.',
    },
    best: '*Passt am besten: {{name}}*\n{{why}}',
    chain: 'Weitergegeben: {{- chain}}',
    you: 'du',
    behalf: {
      other: '{{name}} hat für {{member}} entschieden.',
      you: '{{name}} hat für dich entschieden.',
      by: 'Du hast für {{member}} entschieden.',
    },
    progress: {
      viewed: 'Der Kunde hat sich {{colleague}} angesehen.',
      interviewed: 'Der Kunde spricht mit {{colleague}}.',
      'proposal-declined': 'Der Kunde hat das Angebot von {{colleague}} abgelehnt.',
      'proposal-withdrawn': '{{colleague}} hat das Angebot zurückgezogen.',
      'job-closed': 'Der Auftrag ist geschlossen.',
    },
    own: {
      viewed: 'Der Kunde hat sich dein Angebot angesehen.',
      interviewed: 'Der Kunde spricht mit dir.',
      'proposal-declined': 'Der Kunde hat dein Angebot abgelehnt.',
      'proposal-withdrawn': 'Dein Angebot wurde zurückgezogen.',
      'job-closed': 'Der Auftrag ist geschlossen.',
      hired: '*Der Kunde hat dich beauftragt!*',
    },
    onward: {
      begun: '{{name}} gibt es gerade an {{colleague}} weiter.',
      forwarded: '{{name}} hat es an {{colleague}} weitergegeben; noch keine Antwort.',
      passedOn: '{{name}} hat es an {{colleague}} weitergegeben.',
      accepted: '{{name}} hat es an {{colleague}} weitergegeben; angenommen.',
      hired: '{{name}} hat es an {{colleague}} weitergegeben, und der Kunde hat {{colleague}} beauftragt.',
      declined: '{{name}} hat es an {{colleague}} weitergegeben; abgelehnt.',
      expired: '{{name}} hat es an {{colleague}} weitergegeben. Die Einladung ist ohne Antwort abgelaufen.',
      withdrawn: '{{name}} hat es an {{colleague}} weitergegeben. Der Kunde hat die Einladung zurückgezogen.',
    },
    asking: {
      now: '*{{colleague}} wird gefragt*, bis {{- deadline}}.',
      soon: '*Dein Team wird gefragt.*',
      next: 'Danach: {{colleague}}.',
      yes: '{{colleague}} hat Ja gesagt.',
      no: '{{colleague}} hat Nein gesagt.',
      'no-answer': '{{colleague}} hat nicht rechtzeitig geantwortet.',
      meanwhile: 'Du kannst weiter selbst entscheiden; dann wird niemand mehr gefragt.',
      exhausted: 'Von den Gefragten hat niemand Ja gesagt. Die Einladung wartet weiter auf deine Antwort.',
    },
    reopened: '*Deine letzte Antwort ist nicht angekommen:* {{reason}}. Die Einladung ist wieder offen.',
    notSent: '*Deine Antwort ist nicht angekommen:* {{reason}}.',
    said: 'Der Marktplatz sagt:',
    noted: 'Was dort zu sehen war:',
    link: '<{{- url}}|{{label}}>',
    pick: 'Jemanden wählen',
    button: {
      open: 'Auf dem Marktplatz öffnen',
      openOn: 'Auf {{marketplace}} öffnen',
      letter: 'Ganzes Anschreiben lesen',
      letterAgain: 'Anschreiben lesen',
      accept: 'Annehmen',
      decline: 'Ablehnen',
      refer: 'Empfehlen',
      referThem: '{{name}} empfehlen',
      referOther: 'Jemand anderen empfehlen',
      undo: 'Rückgängig machen',
      takeBack: 'Zurücknehmen',
      done: 'Ist erledigt',
      notDone: 'Hat nicht geklappt',
      ask: 'Erst fragen',
      stopAsking: 'Nicht mehr fragen',
      correct: 'Berichtigen',
    },
    confirmAccept: {
      title: 'Diese Einladung annehmen?',
      text: 'Der Kunde sieht, dass du an dem Auftrag interessiert bist.',
      byHand:
        'Du nimmst danach auf dem Marktplatz selbst an; die Karte führt dich hin. Zurücknehmen kannst du es, bis du sagst, dass es erledigt ist.',
      textFor: 'Der Kunde sieht, dass {{name}} an dem Auftrag interessiert ist.',
      textPractice:
        'Das ist zum Üben: Die Karte sieht danach aus wie nach dem Annehmen, und sonst erfährt niemand davon.',
      yes: 'Annehmen',
      no: 'Abbrechen',
    },
    text: {
      mine: 'Neue Einladung: {{title}}. {{- facts}}',
      referred: '{{name}} hat dich empfohlen: {{title}}. {{- facts}}',
      unlinked: 'Einladung für {{person}}, hier mit niemandem verknüpft: {{title}}. {{- facts}}',
      unnamed: 'Einladung aus einer Mail, die niemanden nennt: {{title}}. {{- facts}}',
      reopened: 'Deine letzte Antwort ist nicht angekommen, die Einladung ist wieder offen: {{title}}. {{- facts}}',
      deadline: 'Antworte bis {{- deadline}}.',
      done: '{{title}}: {{- state}}',
    },
    head: {
      you: {
        accepted: '*Du hast {{- when}} angenommen.*',
        declined: '*Du hast {{- when}} abgelehnt.*',
        refers: '*Du empfiehlst {{colleague}}.*',
        referred: '*Du hast {{colleague}} {{- when}} empfohlen.*',
        undone: '*Du hast die Empfehlung von {{colleague}} zurückgenommen.*',
        tried: '*Du wolltest {{colleague}} {{- when}} empfehlen.*',
        passedOn: '*Du hast es {{- when}} weitergegeben.*',
      },
      other: {
        accepted: '*{{name}} hat {{- when}} angenommen.*',
        declined: '*{{name}} hat {{- when}} abgelehnt.*',
        refers: '*{{name}} empfiehlt {{colleague}}.*',
        referred: '*{{name}} hat {{colleague}} {{- when}} empfohlen.*',
        undone: '*{{name}} hat die Empfehlung von {{colleague}} zurückgenommen.*',
        tried: '*{{name}} wollte {{colleague}} {{- when}} empfehlen.*',
        passedOn: '*{{name}} hat es {{- when}} weitergegeben.*',
      },
    },
    tail: {
      unconfirmed: {
        you: 'Du hast es als erledigt gemeldet, aber der Marktplatz hat es seit drei Tagen nicht bestätigt. Sieh dort noch einmal nach.',
        other:
          '{{teller}} hat es als erledigt gemeldet, aber der Marktplatz hat es seit drei Tagen nicht bestätigt. Sieh dort noch einmal nach.',
      },
      sending: 'Der Marktplatz erfährt es gerade.',
      delayed: 'Der Marktplatz nimmt es gerade nicht an; Baton versucht es weiter.',
      paused:
        'Es wartet, weil Batons Verbindung zum Marktplatz pausiert ist. Sobald ein Admin sie mit `{{command}} connect` fortsetzt, macht Baton von selbst weiter.',
      disconnected:
        'Es wartet bis zu drei Tage, weil Batons Verbindung zum Marktplatz entfernt wurde. Sobald ein Admin ihn mit `{{command}} connect` wieder verbindet, macht Baton von selbst weiter.',
      confirmed: 'Der Marktplatz hat es bestätigt.',
      said: {
        you: 'Du hast gesagt, auf dem Marktplatz ist es erledigt.',
        other: '{{teller}} sagt, auf dem Marktplatz ist es erledigt.',
      },
      handoff: 'Auf dem Marktplatz steht es noch nicht.',
      heldByHand:
        'Was auf dem Marktplatz zu tun ist, kommt {{- release}}; bis dahin lässt sich die Empfehlung rückgängig machen.',
      held: 'Die Empfehlung wird {{- release}} verschickt; bis dahin lässt sie sich rückgängig machen.',
      forwarded: 'Noch keine Antwort.',
      accepted: '*{{colleague}} hat angenommen.*',
      hired: '*Der Kunde hat {{colleague}} beauftragt!*',
      declined: '{{colleague}} hat abgelehnt.',
      passedOn: '{{colleague}} hat es an {{next}} weitergegeben.',
      expired: 'Die Einladung ist ohne Antwort abgelaufen.',
      withdrawn: 'Der Kunde hat die Einladung zurückgezogen.',
      failed: 'Das hat nicht geklappt: {{reason}}.',
    },
    state: {
      open: 'Die Einladung ist offen.',
      moved: '{{person}} ist jetzt mit {{member}} verknüpft, und dort steht die Einladung in den Direktnachrichten.',
      unlinked:
        'Diese Einladung richtet sich an {{person}}, hier noch mit niemandem verknüpft. Falls du das bist, bitte einen Admin, dich zu verknüpfen; dann kommt sie zu dir.',
      accepted: 'Diese Einladung wurde auf dem Marktplatz angenommen.',
      declined: 'Diese Einladung wurde auf dem Marktplatz abgelehnt.',
      duplicate: 'Das ist dieselbe Einladung wie auf einer anderen Karte. Dort steht jetzt alles; bitte antworte dort.',
      withdrawn: 'Der Kunde hat diese Einladung zurückgezogen.',
      expired: 'Diese Einladung ist ohne Antwort abgelaufen.',
      archived: 'Der Marktplatz hat diese Einladung geschlossen.',
    },
    handoff: {
      accepted:
        '*Jetzt bist du dran:* Dieser Marktplatz nimmt von Apps keine Antworten an. Mach dort das hier und komm dann zurück:',
      declined:
        '*Jetzt bist du dran:* Dieser Marktplatz nimmt von Apps keine Antworten an. Mach dort das hier und komm dann zurück:',
      referred:
        '*Jetzt bist du dran:* Dieser Marktplatz nimmt von Apps keine Empfehlungen an. Mach dort das hier und komm dann zurück:',
      paused:
        '*Jetzt bist du dran:* Baton schickt das nicht, weil seine Verbindung zum Marktplatz pausiert war. Mach dort das hier und komm dann zurück:',
      step: {
        open: {
          invitation: 'Öffne die Einladung mit dem Knopf unten.',
          job: 'Öffne den Auftrag mit dem Knopf unten und geh dort weiter zu deiner Einladung.',
          list: 'Öffne mit dem Knopf unten deine Einladungen auf Upwork und such diese heraus.',
        },
        press: 'Drücke *{{label}}*.',
        accept: 'Nimm sie an.',
        decline: 'Lehne sie ab.',
        reason: 'Wähle den Grund *{{reason}}*.',
        refer: 'Wo nach einer Empfehlung gefragt wird, füge das ein:',
        write: 'Füge das als Nachricht ein:',
      },
      because: {
        time: 'Vielen Dank für die Einladung. Ich habe im Moment keine Zeit für diesen Auftrag, kann aber {{colleague}} sehr empfehlen.',
        skills:
          'Vielen Dank für die Einladung. Dieser Auftrag verlangt andere Kenntnisse als meine, ich kann aber {{colleague}} sehr empfehlen.',
        budget:
          'Vielen Dank für die Einladung. In diesem Budget kann ich den Auftrag nicht übernehmen, ich kann aber {{colleague}} sehr empfehlen.',
        other:
          'Vielen Dank für die Einladung. Ich kann diesen Auftrag nicht selbst übernehmen, kann aber {{colleague}} sehr empfehlen.',
      },
      nameless: 'jemanden aus dem Team',
    },
  },
  letter: {
    title: 'Das Anschreiben',
    empty: 'Der Kunde hat kein Anschreiben verfasst.',
    cut: 'Das Anschreiben geht weiter; für Slack ist es zu lang. <{{- url}}|Den Rest auf dem Marktplatz lesen>.',
  },
  handoffTrouble: {
    title: 'Was ging schief?',
    submit: 'Baton Bescheid geben',
    cancel: 'Zurück',
    about: 'Du konntest deine Entscheidung über *{{title}}* auf dem Marktplatz nicht ausführen.',
    label: 'Was dort passiert ist',
    hint: {
      referral:
        'Lässt sich dort niemand empfehlen, macht Baton daraus eine Absage, die deine Kollegin oder deinen Kollegen in der Nachricht empfiehlt. Sonst öffnet sich die Einladung wieder, und du entscheidest neu.',
      decision:
        'Ist die Einladung vorbei, schließt sich ihre Karte. Sonst öffnet sie sich wieder, und du entscheidest neu.',
    },
    why: {
      'no-referral': 'Ich kann dort niemanden empfehlen (privat oder kein Feld)',
      'already-invited': 'Die Person ist schon eingeladen oder hat sich beworben',
      'not-open': 'Die Einladung ist nicht mehr offen',
      other: 'Etwas anderes',
    },
    detail: 'Was du gesehen hast',
    detailHint: 'Es steht auf der Karte, für dich und alle, die mit dir entscheiden.',
  },
  correct: {
    title: 'Gelesenes berichtigen',
    submit: 'Speichern',
    cancel: 'Abbrechen',
    about:
      'Baton hat das aus einer Mail gelesen und kann sich geirrt haben. Was du änderst, bleibt so, was auch immer eine andere Quelle sagt, und die Karte sagt, dass du es warst.',
    aboutEnded:
      'Die Frist, die Baton kannte, ist vorbei. Trag die richtige ein, oder lass das Feld leer, wenn du keine kennst: Dann ist die Einladung wieder offen. Was du änderst, bleibt so, und die Karte sagt, dass du es warst.',
    skills: 'Fähigkeiten',
    skillsHint: 'Durch Kommas getrennt.',
    budget: 'Budget',
    budgetHint: {
      hourly: 'Zum Beispiel 500 $ Festpreis oder 30 bis 50 $ pro Stunde. Eine Summe allein gilt weiter pro Stunde.',
      fixed: 'Zum Beispiel 500 $ Festpreis oder 30 bis 50 $ pro Stunde. Eine Summe allein bleibt ein Festpreis.',
      unknown: 'Zum Beispiel 500 $ Festpreis oder 30 bis 50 $ pro Stunde.',
    },
    private: 'Privater Auftrag',
    isPrivate: 'Dieser Auftrag ist privat und lässt sich nicht weitergeben.',
    client: 'Name des Kunden',
    country: 'Land des Kunden',
  },
  add: {
    title: 'Einladung eintragen',
    next: 'Weiter',
    submit: 'Einladung eintragen',
    cancel: 'Abbrechen',
    about:
      'Für eine Einladung, von der Baton noch nichts weiß. Füge ihren Link oder ihren ganzen Text ein, dann ist das nächste Formular schon ausgefüllt. Geöffnet oder abgerufen wird nichts.',
    paste: 'Link oder Text der Einladung',
    pasteHint:
      'Eine weitergeleitete E-Mail oder die Nachricht eines anderen Werkzeugs geht auch. Du kannst das Feld leer lassen.',
    otherJobs_one:
      'Da war auch ein Link zu einem anderen Auftrag. *Eingetragen wird hier nur der erste.* Trage den anderen einzeln ein.',
    otherJobs_other:
      'Da waren auch Links zu {{count}} anderen Aufträgen. *Eingetragen wird hier nur der erste.* Trage die anderen einzeln ein.',
    job: 'Titel des Auftrags',
    link: 'Link',
    linkHint: 'Die Seite der Einladung oder des Auftrags.',
    whose: 'Wessen Einladung es ist',
    whoseHint: 'Diese Person bekommt die Karte und antwortet. Du kannst an ihrer Stelle antworten.',
    yours: 'Es wird deine Einladung.',
    how: 'Wähle jemanden aus der Liste, die Slack beim Tippen zeigt: `{{command}} add @name`',
    pasteFor: 'Sie ist für *{{name}}*. Das nächste Formular fragt noch einmal.',
    deadline: 'Antworten bis',
    deadlineHint: 'Baton erinnert rechtzeitig und schließt die Einladung dann.',
    letter: 'Anschreiben des Kunden',
    letterHint: 'Was der Kunde geschrieben hat, oder die Beschreibung des Auftrags.',
    read: 'Auch das wurde gelesen und kommt auf die Karte:',
    done: 'Die Einladung ist eingetragen. Ihre Karte steht in deinen Nachrichten mit Baton.',
    doneFor: 'Die Einladung ist eingetragen. {{name}} hat ihre Karte in den Nachrichten mit Baton.',
    known: 'Diese Einladung gibt es hier schon. {{state}}',
    ownMessage:
      'Diese Nachricht hat Baton selbst geschrieben, eine neue Einladung steht also nicht darin. Geht es um eine Einladung, antworte auf ihrer Karte in deinen Nachrichten mit Baton oder auf der Startseite. Für eine neue nimm eine Nachricht, in der eine Einladung steht, oder schreibe {{command}} add.',
    state: {
      open: 'Sie ist noch offen.',
      accepted: 'Sie wurde angenommen.',
      declined: 'Sie wurde abgelehnt.',
      referred: 'Es wurde jemand empfohlen.',
      withdrawn: 'Der Kunde hat sie zurückgezogen.',
      expired: 'Sie ist abgelaufen.',
      archived: 'Sie ist geschlossen.',
    },
    open: 'Zur Karte',
  },
  decline: {
    title: 'Einladung ablehnen?',
    submit: 'Einladung ablehnen',
    cancel: 'Abbrechen',
    about: '*{{title}}*',
    aboutFor: '*{{title}}*, für {{name}}',
    means: 'Ablehnen zählt als Antwort und schadet künftigen Einladungen nicht. *Es lässt sich nicht zurücknehmen.*',
    meansByHand:
      'Ablehnen zählt als Antwort und schadet künftigen Einladungen nicht. *Du lehnst danach auf dem Marktplatz selbst ab;* die Karte führt dich hin. Zurücknehmen kannst du es, bis du sagst, dass es erledigt ist.',
    reason: 'Grund',
    reasonHint: 'Der Marktplatz erfährt ihn.',
    reasonHintByHand: 'Gib auf dem Marktplatz denselben an. Die Karte erinnert dich daran.',
    otherReason: 'Ein anderer Grund',
    message: 'Nachricht an den Kunden',
    messageHint: 'Nenne keine Kontaktdaten: Die meisten Marktplätze verbieten das.',
  },
  refer: {
    title: 'Jemanden empfehlen',
    submit: 'Empfehlen',
    cancel: 'Abbrechen',
    about: 'Du lehnst „{{title}}“ ab und gibst es weiter, in einem Schritt.',
    aboutFor: 'Du lehnst „{{title}}“ für {{name}} ab und gibst es weiter, in einem Schritt.',
    byHand:
      'Du lehnst danach auf dem Marktplatz selbst ab; die Karte führt dich hin. Zurücknehmen kannst du es, bis du sagst, dass es erledigt ist.',
    byHandPrivate:
      'Dieser Auftrag ist privat, ein Feld für Empfehlungen gibt es da nicht: Du lehnst auf dem Marktplatz selbst ab, mit einer Nachricht, die jemanden empfiehlt. Die Karte hält sie bereit, und du kannst es zurücknehmen, bis du sagst, dass es erledigt ist.',
    undo: 'Du kannst es {{time}} lang rückgängig machen; erst danach wird etwas verschickt.',
    atOnce: 'Die Empfehlung wird sofort verschickt.',
    colleague: 'Wer es sein soll',
    colleagueHint:
      'Tippe einen Namen, um auch auf dem Marktplatz zu suchen, oder füge eine Profil- oder E-Mail-Adresse ein.',
    colleagueByHand: 'Tippe einen Namen. Für jemanden außerhalb deines Teams füge die Profil- oder E-Mail-Adresse ein.',
    reason: 'Grund fürs Ablehnen',
    noteToColleague: 'Nachricht an die Person',
    noteToColleagueHint: 'Sie steht bei der Einladung.',
    noteToColleagueByHand: 'Wer hier im Team ist, bekommt sie in Slack, sobald du sagst, dass es erledigt ist.',
    noteToClient: 'Nachricht an den Kunden',
    noteToClientHint: 'Der Kunde sieht sie neben der Person. Nenne keine Kontaktdaten.',
    noteToClientByHand: 'Sie steht in dem Text, den du auf dem Marktplatz einfügst. Nenne keine Kontaktdaten.',
    tip: 'Empfiehl jemanden, der Zeit hat oder kann, was dir dafür fehlt. Stimmt am Auftrag selbst etwas nicht, lehne ihn lieber ab.',
    faq: '<{{- faqUrl}}|Fragen zu Empfehlungen>',
    team: 'Dein Team',
    market: 'Auf dem Marktplatz',
    nobody: 'Niemand gefunden',
    nobodyHint: 'Versuche einen anderen Namen',
    trouble: 'Der Marktplatz hat nicht geantwortet',
    troubleHint: 'Tippe weiter, um es noch einmal zu versuchen',
    pickSomebody: 'Wähle jemanden aus der Liste.',
    unknownAddress: 'Kein Konto hat diese Adresse',
    unknownAddressHint: 'Prüfe sie, oder wähle jemand anderen',
    uncheckedAddress: 'Nicht in deinem Team',
    uncheckedAddressHint: 'Nicht nachgeschlagen: du empfiehlst selbst auf dem Marktplatz',
  },
  why: {
    skills: 'kann {{skills}}',
    open: 'hat Zeit',
    full: 'ausgelastet',
    fullUntil: 'ausgelastet bis {{day}}',
    zone_zero: 'Zeiten wie der Kunde',
    zone_one: '{{count}} Std. Zeitunterschied zum Kunden',
    zone_other: '{{count}} Std. Zeitunterschied zum Kunden',
    record: '{{accepted}} von {{received}} angenommen',
    load: '{{count}} neue diesen Monat',
  },
  ask: {
    title: 'Erst im Team fragen',
    submit: 'Fragen',
    cancel: 'Abbrechen',
    about:
      'Der Reihe nach und nur unter euch wird gefragt, wer „{{title}}“ nehmen würde. Wer als Erstes Ja sagt, wird empfohlen; bis dahin wird nichts verschickt.',
    minutes_one: 'Für die Antwort ist je {{count}} Minute Zeit. Du kannst jederzeit aufhören.',
    minutes_other: 'Für die Antwort sind je {{count}} Minuten Zeit. Du kannst jederzeit aufhören.',
    whom: 'Wer gefragt wird, in dieser Reihenfolge',
    whomHint: 'Leute aus diesem Workspace; wer am besten passt, steht in der Liste oben.',
    pick: 'Bis zu drei Leute wählen',
    refused: '{{name}}: {{why}}',
    reason: 'Grund fürs Ablehnen, wenn jemand Ja sagt',
  },
  relay: {
    text: '{{name}} fragt: Würdest du „{{title}}“ nehmen?',
    eyebrow: '*{{name}} fragt: Würdest du diesen Auftrag nehmen?*',
    clock:
      'Antworte bis {{- deadline}}. Bei einem Ja empfiehlt dich {{name}}, und die Einladung kommt zu dir. Ein Nein sieht nur {{name}}.',
    yes: 'Ja, ich würde ihn nehmen',
    no: 'Nein, danke',
    said: {
      yes: 'Du hast Ja gesagt.',
      no: 'Du hast Nein gesagt.',
      'no-answer': 'Du hast nicht rechtzeitig geantwortet.',
      nothing: 'Deine Antwort wird nicht mehr gebraucht.',
    },
    ended: {
      agreed: '{{colleague}} hat Ja gesagt und wird empfohlen.',
      exhausted: 'Niemand hat Ja gesagt.',
      cancelled: '{{name}} fragt nicht mehr.',
      overtaken: 'Es wird niemand mehr gefragt.',
      you: 'Du wirst empfohlen.',
    },
    forbidden: {
      'referral.jobTaken':
        '{{colleague}} hat Ja gesagt, aber inzwischen wurde hier schon jemand für diesen Auftrag empfohlen.',
      'referral.alreadyInvited': '{{colleague}} hat Ja gesagt, ist aber zu diesem Auftrag schon eingeladen.',
      'referral.alreadyProposed': '{{colleague}} hat Ja gesagt, hat hier aber schon ein Angebot abgegeben.',
      'referral.alreadyReferred': '{{colleague}} hat Ja gesagt, wurde hierfür aber schon empfohlen.',
      'referral.alreadyHired': '{{colleague}} hat Ja gesagt, hat diesen Auftrag aber schon.',
      'referral.notEligible': '{{colleague}} hat Ja gesagt, lässt sich aber nicht mehr empfehlen.',
      'referral.hasLeft': '{{colleague}} hat Ja gesagt, hat aber den Workspace verlassen.',
      'referral.isGuest': '{{colleague}} hat Ja gesagt, ist aber Gast, und Gäste können hier nicht empfohlen werden.',
      'referral.noSuchPerson': '{{colleague}} hat Ja gesagt, aber das Marktplatz-Konto ist nicht bekannt.',
      'referral.privateJob': '{{colleague}} hat Ja gesagt, aber der Auftrag ist jetzt privat.',
      'referral.notReleased':
        '{{colleague}} hat Ja gesagt, aber für {{name}} ist das Empfehlen nicht mehr freigeschaltet.',
      'referral.chainTooLong':
        '{{colleague}} hat Ja gesagt, aber der Auftrag wurde so oft weitergegeben, wie es euer Workspace erlaubt.',
      'invite.notYours': '{{colleague}} hat Ja gesagt, aber die Einladung richtet sich jetzt an jemand anderen.',
      'invite.expired': '{{colleague}} hat Ja gesagt, aber die Einladung ist abgelaufen.',
      other: '{{colleague}} hat Ja gesagt, lässt sich für diesen Auftrag aber nicht mehr empfehlen.',
    },
    stillYours: 'Die Einladung wartet weiter auf deine Antwort.',
    over: '{{name}} hat zu „{{title}}“ gefragt. {{- state}}',
    news: {
      agreed: '{{colleague}} hat zu „{{title}}“ Ja gesagt und wird empfohlen.',
      exhausted:
        'Niemand, den du zu „{{title}}“ gefragt hast, hat Ja gesagt. Die Einladung wartet weiter auf deine Antwort.',
      cancelled: 'Zu „{{title}}“ wird nicht mehr gefragt. Die Einladung wartet weiter auf deine Antwort.',
      overtaken: 'Zu „{{title}}“ wird niemand mehr gefragt. {{- why}}',
    },
  },
  nudge: {
    waiting: '*„{{title}}“ wartet noch auf deine Antwort.*',
    text: '„{{title}}“ wartet noch auf deine Antwort.',
    clock: 'Antworte bis {{- deadline}}. Ablehnen zählt als Antwort, Schweigen nicht.',
    noDeadline: 'Ablehnen zählt als Antwort, Schweigen nicht.',
    manager:
      '*{{name}} hat „{{title}}“ nicht beantwortet.* Du kannst an dieser Stelle entscheiden; dein Name steht dann dabei.',
    managerText: '{{name}} hat „{{title}}“ nicht beantwortet. Du kannst an dieser Stelle entscheiden.',
    over: '„{{title}}“: {{- state}}',
    decided: {
      you: {
        accepted: 'Du hast {{- when}} angenommen.',
        declined: 'Du hast {{- when}} abgelehnt.',
        referred: 'Du hast es {{- when}} weitergegeben.',
      },
      other: {
        accepted: '{{name}} hat {{- when}} angenommen.',
        declined: '{{name}} hat {{- when}} abgelehnt.',
        referred: '{{name}} hat es {{- when}} weitergegeben.',
      },
    },
  },
  unreached: {
    text: 'Baton kann {{name}} nicht schreiben; „{{title}}“ wartet ungesehen. Du kannst an ihrer Stelle entscheiden.',
    left: '*{{name}} gehört nicht mehr zu diesem Workspace*; „{{title}}“ wartet noch auf Antwort. Du kannst an ihrer Stelle entscheiden.',
    leftText:
      '{{name}} gehört nicht mehr zu diesem Workspace; „{{title}}“ wartet noch. Du kannst an ihrer Stelle entscheiden.',
    what: '*Baton kann {{name}} nicht schreiben*; „{{title}}“ wartet ungesehen. Auf dem Home-Tab von Baton steht es, wenn sie dort nachsehen; du kannst an ihrer Stelle entscheiden.',
    why: {
      'messages-off':
        'Der Nachrichten-Tab von Baton ist abgeschaltet. Wer die Slack-App verwaltet, schaltet ihn unter *App Home* ein; dann kommen Einladungen wieder an.',
      'not-found':
        'Slack zeigt Baton hier niemanden dieses Namens. Wer nicht zu diesem Workspace gehört: Ein Admin verknüpft das Konto mit `{{command}} link` mit jemand anderem.',
      archived:
        'Die Unterhaltung mit Baton ist archiviert. Sie können Baton unter *Apps* öffnen und etwas schreiben; dann kommen Einladungen wieder an.',
      'not-allowed':
        'Dieser Workspace lässt Baton dort nicht schreiben. Ein Admin des Workspace kann es in den Einstellungen erlauben.',
      bot: 'Das ist ein Bot, und Bots bekommen keine Nachrichten. Ein Admin verknüpft das Konto mit `{{command}} link` mit einem Menschen.',
      refused:
        'Slack nimmt die Nachricht nicht an. Bitte sag es denen, die sich hier um Baton kümmern, mit dem Titel des Auftrags.',
      left: 'Damit weitere Einladungen jemanden erreichen, verknüpft ein Admin das Konto mit `{{command}} link` mit jemand anderem.',
    },
  },
  news: {
    forwarded: 'Deine Empfehlung von {{colleague}} für *{{title}}* ist verschickt.',
    said: {
      you: 'Du hast gesagt, deine Empfehlung von {{colleague}} für *{{title}}* ist auf dem Marktplatz erledigt.',
      other: '{{teller}} sagt, die Empfehlung von {{colleague}} für *{{title}}* ist auf dem Marktplatz erledigt.',
    },
    viewed: 'Der Kunde hat sich {{colleague}} für *{{title}}* angesehen.',
    interviewed: 'Der Kunde spricht mit {{colleague}} über *{{title}}*.',
    accepted: '{{colleague}} hat *{{title}}* angenommen. Das hattest du weitergegeben.',
    'proposal-declined': 'Der Kunde hat das Angebot von {{colleague}} für *{{title}}* abgelehnt.',
    hired: '{{colleague}} hat den Auftrag *{{title}}* bekommen, dank dir!',
    declined: '{{colleague}} hat *{{title}}* abgelehnt. Das hattest du weitergegeben.',
    passedOn: '{{colleague}} hat *{{title}}* an {{next}} weitergegeben.',
    expired: '{{colleague}} hat nicht rechtzeitig geantwortet: Die Einladung zu *{{title}}* ist abgelaufen.',
    withdrawn: 'Der Kunde hat die Einladung zu *{{title}}* zurückgezogen, die du an {{colleague}} weitergegeben hast.',
    failed: 'Deine Empfehlung von {{colleague}} für *{{title}}* ist nicht angekommen: {{reason}}.',
    lifted: 'Gute Nachricht: Deine Empfehlung von {{colleague}} für *{{title}}* ist doch verschickt.',
    other: 'Es gibt Neues zu deiner Empfehlung von {{colleague}} für *{{title}}*.',
    earlier: {
      accepted: '{{colleague}} hat *{{title}}* angenommen. Du hattest es vor {{name}} weitergegeben.',
      hired: '{{colleague}} hat den Auftrag *{{title}}* bekommen, dank dir und {{name}}!',
    },
    behalf: {
      failed:
        'Du hast {{colleague}} anstelle von {{name}} für *{{title}}* empfohlen, aber das ist nicht angekommen: {{reason}}.',
      lifted:
        'Gute Nachricht: Die Empfehlung von {{colleague}} für *{{title}}*, die du für {{name}} gegeben hast, ist doch verschickt.',
      next: 'Die Einladung ist wieder offen: Empfiehl jemand anderen, oder lass {{name}} auf ihrer Karte antworten.',
    },
    failedNext: 'Die Einladung liegt wieder bei dir: Empfiehl jemand anderen, oder antworte auf ihrer Karte.',
  },
  refused: {
    own: {
      accepted: 'Du hast *{{title}}* angenommen, aber das ist nicht angekommen: {{reason}}.',
      declined: 'Du hast *{{title}}* abgelehnt, aber das ist nicht angekommen: {{reason}}.',
    },
    behalf: {
      accepted: 'Du hast *{{title}}* für {{member}} angenommen, aber das ist nicht angekommen: {{reason}}.',
      declined: 'Du hast *{{title}}* für {{member}} abgelehnt, aber das ist nicht angekommen: {{reason}}.',
    },
    forYou: {
      accepted: '*{{title}}* wurde für dich angenommen, aber das ist nicht angekommen: {{reason}}.',
      declined: '*{{title}}* wurde für dich abgelehnt, aber das ist nicht angekommen: {{reason}}.',
    },
    next: {
      own: 'Die Einladung ist wieder offen: Bitte antworte noch einmal auf ihrer Karte.',
      behalf:
        'Die Einladung ist wieder offen: {{member}} kann auf ihrer Karte antworten, oder du noch einmal dort, wo du es getan hast.',
      forYou: 'Die Einladung ist wieder offen: Bitte antworte auf ihrer Karte.',
    },
  },
  recommended: {
    text: '{{name}} hat dich für „{{title}}“ empfohlen. Für dich ist jetzt nichts zu tun.',
    eyebrow: '*{{name}} hat dich empfohlen*, für diesen Auftrag',
    next: '*Wie es weitergeht:* Der Kunde hat auf dem Marktplatz von dir erfahren und lädt dich dort vielleicht ein. Für dich ist jetzt nichts zu tun.',
  },
  practice: {
    sent: 'Eine Einladung zum Üben ist als Direktnachricht zu dir unterwegs. Nimm an, lehne ab, empfiehl und nimm zurück, wie du magst. Weder der Marktplatz noch jemand aus dem Team erfährt davon.',
    label:
      '*Zum Üben:* Hier spielt Baton den Marktplatz. Weder er noch der Kunde noch jemand aus dem Team erfährt etwas, und nichts wird gezählt. `{{command}} demo` schickt dir noch eine.',
    title: 'Zum Üben: ein Webshop für eine Bäckerei',
    client: 'Eine von Baton erfundene Bäckerei',
    letter:
      'Guten Tag! Wir backen Brot in drei Städten und möchten ab dem Frühjahr Bestellungen im Web annehmen. So etwas haben Sie schon gemacht. Hätten Sie Zeit, oder kennen Sie jemanden, der sie hat?',
  },
  withoutCard: {
    own_one:
      '*{{count}} weitere offene Einladung steht auf deinem Home.* Es kamen so viele auf einmal, dass sie keine eigene Nachricht hat. Beantworte sie dort.',
    own_other:
      '*{{count}} weitere offene Einladungen stehen auf deinem Home.* Es kamen so viele auf einmal, dass sie keine eigenen Nachrichten haben. Beantworte sie dort: Die nächsten rücken dabei nach.',
    unlinked_one:
      '*{{count}} weitere Einladung hat keine eigene Nachricht*, weil so viele auf einmal kamen. Sie gilt jemandem, der hier mit niemandem verknüpft ist. Ein Admin verknüpft auf dem Home oder mit `{{command}} link`; dann kommt sie an.',
    unlinked_other:
      '*{{count}} weitere Einladungen haben keine eigenen Nachrichten*, weil so viele auf einmal kamen. Sie gelten Leuten, die hier mit niemandem verknüpft sind. Ein Admin verknüpft sie auf dem Home oder mit `{{command}} link`; dann kommen sie an.',
  },
  tokenRefused: {
    text: '{{name}} hat Batons Token abgelehnt und muss neu verbunden werden.',
    means:
      '*{{name}} hat Batons Token abgelehnt.* Bis zur neuen Verbindung kommt keine Antwort und keine Empfehlung dort an. Was dein Team bis dahin entscheidet, wartet bis zu drei Tage und wird danach von selbst verschickt.',
    meansSilence:
      '*{{name}} hat Batons Token abgelehnt.* Bis zur neuen Verbindung kann Baton dort nichts abfragen: Neue Einladungen und was aus ihnen wird, können fehlen. Beantwortet werden Einladungen wie bisher von Hand.',
    next: 'Erstelle dort ein neues Token und trage es hier ein. Das können nur Admins.',
  },
  welcome: {
    text: 'Baton ist in {{team}} installiert.',
    hello:
      '*Baton ist in {{team}} installiert.* Es bringt Auftragseinladungen zu denen, an die sie sich richten, und wer nicht kann, gibt sie im selben Schritt weiter.',
    connect: '*1. Verbinde deinen Marktplatz.* Dann kommen seine Einladungen hier an.',
    connected: '*1. Dein Marktplatz ist verbunden.*',
    link: '*2. Verknüpfe deine Leute.* Baton findet sie über die E-Mail-Adresse; die übrigen verknüpfst du von Hand.',
    demo: '*3. Probier es aus.* Hol dir eine Einladung zum Üben, von der sonst niemand erfährt.',
    help: '`{{command}} help` sagt, was es noch gibt. Nur du hast diese Nachricht bekommen.',
  },
  tally: {
    week: 'Diese Woche',
    month: 'Dieser Monat',
    quarter: 'Dieses Quartal',
    all: 'Insgesamt',
    line: '*{{sent}}* empfohlen → *{{forwarded}}* verschickt → *{{accepted}}* angenommen → *{{hired}}* beauftragt · *{{received}}* erhalten',
    block: '*{{period}}:* {{- row}}',
    row: '{{sent}} empfohlen, {{forwarded}} verschickt, {{accepted}} angenommen, {{hired}} beauftragt, {{received}} erhalten',
    teamRow: '{{sent}} empfohlen, {{forwarded}} verschickt, {{accepted}} angenommen, {{hired}} beauftragt',
    member:
      '*{{name}}*: {{sent}} empfohlen, {{forwarded}} verschickt, {{accepted}} angenommen, {{hired}} beauftragt, {{received}} erhalten',
    column: {
      name: 'Name',
      sent: 'Empfohlen',
      forwarded: 'Verschickt',
      accepted: 'Angenommen',
      hired: 'Beauftragt',
      received: 'Erhalten',
    },
    none: 'Noch ist nichts gezählt. Empfiehl jemanden, und deine Zahlen stehen hier.',
    former: 'Ehemaliges Mitglied',
  },
  mine: {
    title: 'Meine Empfehlungen',
    text: 'Meine Empfehlungen. Insgesamt: {{- row}}.',
    sent: 'Von mir weiterempfohlen',
    noneSent: 'Du hast noch niemanden empfohlen. Drücke *Empfehlen*, wenn du eine Einladung nicht annehmen kannst.',
    received: 'An mich weiterempfohlen',
    noneReceived: 'Dich hat noch niemand empfohlen.',
    latest: 'Die letzten {{count}}; alle stehen auf der Startseite von Baton.',
    toColleague: '*{{title}}* an {{colleague}}: {{state}} ({{- when}})',
    fromColleague: '*{{title}}* von {{colleague}}: {{state}} ({{- when}})',
    milestone: {
      viewed: 'vom Kunden angesehen',
      interviewed: 'im Gespräch mit dem Kunden',
      'proposal-declined': 'Angebot vom Kunden abgelehnt',
    },
    passedOn: 'weitergegeben',
    passedOnTo: 'weitergegeben an {{colleague}}',
    state: {
      held: 'lässt sich noch zurücknehmen',
      undone: 'zurückgenommen',
      forwarding: 'unterwegs',
      'awaiting-handoff': 'wartet auf dem Marktplatz auf dich',
      forwarded: 'verschickt, noch keine Antwort',
      accepted: 'angenommen',
      hired: 'beauftragt',
      declined: 'abgelehnt',
      expired: 'abgelaufen',
      withdrawn: 'vom Kunden zurückgezogen',
      failed: 'nicht angekommen',
    },
  },
  team: {
    title: 'Empfehlungen des Teams, {{period}}',
    text: 'Empfehlungen des Teams, {{period}}: {{- row}}.',
    board: '*Wer die eigenen Zahlen zeigt*',
    none: 'Von denen, die ihre Zahlen zeigen, hat in dieser Zeit niemand welche. Deine zeigst du auf der Startseite unter *Über mich*.',
    unshown_one: '{{count}} weiteres Mitglied hat Zahlen und zeigt sie nicht.',
    unshown_other: '{{count}} weitere Mitglieder haben Zahlen und zeigen sie nicht.',
    more_one: '{{count}} weiteres Mitglied steht nicht in der Liste.',
    more_other: '{{count}} weitere Mitglieder stehen nicht in der Liste.',
    span: { week: 'diese Woche', month: 'diesen Monat', quarter: 'dieses Quartal', all: 'insgesamt' },
  },
  help: {
    title: 'Was Baton tut',
    text: 'Was du mit {{command}} tun kannst',
    unknown: '„{{word}}“ kenne ich nicht. Das hier kenne ich:',
    otherCommand: 'Auf „{{said}}“ hört Baton hier nicht. Nimm `{{command}}`.',
    intro:
      'Auftragseinladungen kommen als Nachricht zu dir. Dort kannst du *annehmen* oder *ablehnen*, oder jemanden *empfehlen*, der besser passt: Marktplatz und Kunde erfahren es, und du erfährst, was daraus wurde.',
    group: { referrals: '*Empfehlungen*', me: '*Über mich*', more: '*Mehr*', admins: '*Für Admins*' },
    button: { practice: 'Schick mir eine zum Üben' },
    mine: '`{{command}}` deine Empfehlungen, und was daraus wurde',
    add: '`{{command}} add` eine Einladung, von der Baton nichts weiß; ihren Link kannst du dahinter einfügen',
    team: '`{{command}} team` die des Teams, nach `week`, `month`, `quarter` oder `all`',
    trend: '`{{command}} trend` deine letzten Wochen als Diagramm, mit `@name` die von jemand anderem',
    user: '`{{command}} @name` die Zahlen von jemandem, der sie zeigen möchte',
    available: '`{{command}} available frei`, `voll` oder `voll bis Freitag` ob du Zeit hast',
    skills: '`{{command}} skills TypeScript, MongoDB` was du kannst; `skills add Rust` ergänzt es',
    export: '`{{command}} export` deine Empfehlungen als Tabelle, und alle deine Daten',
    privacy: '`{{command}} privacy` was über dich aufbewahrt wird',
    demo: '`{{command}} demo` eine Einladung zum Üben: Probier alles aus, sonst erfährt niemand davon',
    feedback: '`{{command}} feedback …` sag denen, die Baton hier betreuen, was du denkst',
    help: '`{{command}} help` diese Liste',
    connect: '`{{command}} connect` woher Einladungen kommen: hinzufügen, testen, pausieren, entfernen',
    link: '`{{command}} link` Mitglieder mit Marktplatz-Konten verknüpfen',
    settings: '`{{command}} settings` Rückgängigmachen, Erinnerungen, Kanäle, wer empfehlen darf',
    rotate: '`{{command}} rotate` ein neues Webhook-Geheimnis',
    faq: '<{{- faqUrl}}|Fragen zu Empfehlungen>',
  },
  home: {
    soon: 'Baton lernt diesen Workspace gerade erst kennen. Sieh in einer Minute wieder nach.',
    start: {
      title: 'Erste Schritte',
      connect: '*1. Verbinde deinen Marktplatz*\nDann kommen seine Einladungen hier an.',
      askToConnect: '*1. Verbindet euren Marktplatz*\nBitte einen Admin um `{{command}} connect`.',
      connected: '*1. Dein Marktplatz ist verbunden*',
      link: '*2. Verknüpfe deine Leute*\nBaton findet sie über die E-Mail-Adresse. Bisher passt keine: Verknüpfe sie von Hand.',
      askToLink:
        '*2. Lass dein Konto verknüpfen*\nDu bist noch mit keinem Marktplatz-Konto verknüpft. Bitte einen Admin um `{{command}} link`.',
      linked: '*2. Deine Leute sind verknüpft*',
      try: '*3. Probier es aus*\nHol dir eine Einladung zum Üben. Sonst erfährt niemand davon.',
      tryButton: 'Schick mir eine',
    },
    connectButton: 'Marktplatz verbinden',
    linkButton: 'Mitglieder verknüpfen',
    strangers:
      'Es kommen Einladungen für Leute, die Baton noch nicht kennt. Sobald sie verknüpft sind, kommen ihre Einladungen direkt bei ihnen an.',
    stranger: '*{{person}}* ist hier mit niemandem verknüpft',
    linkStranger: 'Mit {{name}} verknüpfen',
    linkByHand: 'Verknüpfen …',
    settingsButton: 'Einstellungen',
    unreached:
      ':warning: *Slack stellt dir Batons Nachrichten nicht zu.* Neues siehst du nur auf dieser Seite. Bitte einen Admin dieses Workspace, Nachrichten von Baton zu erlauben.',
    noAccount:
      'Du hast hier kein Marktplatz-Konto, darum kommen keine Einladungen zu dir. Nimmst du selbst Aufträge an, dann verknüpfe dich mit `{{command}} link`.',
    forgotten: 'Deine Daten sind gelöscht. Um hier wieder bekannt zu sein, speichere *Über mich*.',
    invites: 'Offene Einladungen',
    addInvite: 'Einladung eintragen',
    noInvites: 'Keine Einladung wartet auf dich. Wenn eine kommt, bekommst du eine Nachricht, und sie steht auch hier.',
    moreInvites_one: 'Und {{count}} weitere. Ihre Karte steht in den Direktnachrichten von Baton.',
    moreInvites_other: 'Und {{count}} weitere. Ihre Karten stehen in den Direktnachrichten von Baton.',
    withoutCard_one: 'Und {{count}} weitere ohne eigene Nachricht: Sie rückt hier nach, wenn du antwortest.',
    withoutCard_other: 'Und {{count}} weitere ohne eigene Nachrichten: Sie rücken hier nach, wenn du antwortest.',
    invite: 'Antworte bis {{- deadline}} ({{left}})',
    noRefer: '*Warum Empfehlen fehlt:* {{- why}}',
    connectionsButton: 'Verbindungen',
    connectionsWork_one: '{{count}} Verbindung funktioniert.',
    connectionsWork_other: '{{count}} Verbindungen funktionieren.',
    connectionsPaused_one: '{{count}} ist pausiert.',
    connectionsPaused_other: '{{count}} sind pausiert.',
    connectionTrouble: ':warning: *{{name}}:*',
    list: { sent: 'Von mir weiterempfohlen', received: 'An mich weiterempfohlen' },
    show: { sent: 'Zeigen: von mir weiterempfohlen', received: 'Zeigen: an mich weiterempfohlen' },
    filter: { all: 'Alle', underway: 'Unterwegs', won: 'Angenommen oder beauftragt', over: 'Vorbei' },
    filterLabel: 'Welche',
    nothing: 'Keine deiner Empfehlungen steht in dieser Liste.',
    next: 'Nächste Seite',
    first: 'Erste Seite',
    counts: 'Meine Zahlen',
    spanLabel: 'Welcher Zeitraum',
    about: 'Über mich',
    linked: 'Auf dem Marktplatz bist du {{person}}.',
    shown: {
      yes: 'Deine Zahlen stehen in der Teamübersicht.',
      no: 'Deine Zahlen stehen nicht in der Teamübersicht.',
    },
    hidden: 'Du bist ausgeblendet: Niemandem wirst du vorgeschlagen.',
    profileButton: 'Über mich ändern',
    privacyButton: 'Meine Daten',
    admins: 'Für Admins',
    whomToAsk_one:
      '*Fragen?* Frag {{names}}: Das ist hier die Ansprechperson für Baton und darf Einladungen an deiner Stelle beantworten.',
    whomToAsk_other:
      '*Fragen?* Frag {{names}}. Sie kümmern sich hier um Baton und dürfen Einladungen an deiner Stelle beantworten.',
    tips: '*Tipps.* Lehne früh ab: Das zählt als Antwort, Schweigen nicht. Empfiehl jemanden, dessen Kenntnisse passen, und schreib dazu, warum.',
  },
  link: {
    title: 'Mitglied verknüpfen',
    submit: 'Speichern',
    cancel: 'Abbrechen',
    about:
      'Mitglieder werden nach E-Mail-Adresse verknüpft. Verknüpfe hier die, deren Adressen sich unterscheiden oder mehreren gehören. Ein Mitglied kann auf jedem Marktplatz ein Konto haben.',
    member: 'Mitglied dieses Workspace',
    person: 'Marktplatz-Konto',
    personHint: 'Ein Name oder die Adresse eines Profils auf Upwork. Lass es leer, um die Verknüpfung zu lösen.',
    pick: 'Konto wählen',
    unlinked: '*Konten ohne Mitglied*',
    allLinked: 'Jedes Marktplatz-Konto ist mit einem Mitglied verknüpft.',
    shared:
      '*Mehrere Personen, eine E-Mail-Adresse*\nMit einer Adresse, die mehrere haben, verknüpft Baton niemanden. Wähle oben das Mitglied und das Konto, die zusammengehören, und speichere; danach die übrigen genauso.',
    sharedLine: '{{email}}: {{people}} auf dem Marktplatz, {{members}} hier',
    more_one: 'und {{count}} weiteres',
    more_other: 'und {{count}} weitere',
    cut: 'Eure Agentur hat mehr Leute auf dem Marktplatz, als Baton liest: Diese sind unter den ersten {{most}}. Wer danach kommt, kann nicht verknüpft werden.',
    noAnswer:
      'Der Marktplatz hat nicht geantwortet, darum fehlt die Liste. Tippe einen Namen, um es noch einmal zu versuchen.',
    linked: '{{name}} ist mit {{person}} verknüpft. Wartende Einladungen kommen jetzt dort an.',
    relinked:
      '{{name}} ist mit {{person}} verknüpft und war es vorher mit {{before}}. Wartende Einladungen kommen jetzt dort an. War das nicht gemeint, dann verknüpfe wieder mit {{before}}.',
    taken: 'Verknüpft mit {{name}}',
    unlinkedNow: '{{name}} ist mit keinem Marktplatz-Konto mehr verknüpft.',
  },
  connect: {
    title: 'Verbindung einrichten',
    submit: 'Verbinden',
    cancel: 'Abbrechen',
    name: 'Name',
    namePlaceholder: 'Wie ihn alle nennen',
    again:
      'Damit richtest du *{{name}}* neu ein. Für ein anderes Konto oder eine andere Adresse wähle *Verbindung hinzufügen* in der Liste, die `{{command}} connect` öffnet.',
    waiting: 'Die Verbindung wird versucht…',
    failedAgain: 'Mit `{{command}} connect` kannst du es noch einmal versuchen.',
    done: '*{{name}} ist verbunden.* Trage dies dort ein, damit Einladungen hier ankommen:',
    doneAsked:
      '*{{name}} ist verbunden.* Baton fragt ab jetzt dort nach Einladungen. Damit Baton manches sofort erfährt, trage dies dort ein:',
    doneAlone: '*{{name}} ist verbunden.* Dort ist sonst nichts zu tun.',
    keep: 'Verwahre Geheimnisse wie ein Passwort. Sie werden nur beim Verbinden gezeigt.',
    awaited:
      'Vielleicht warten noch Antworten auf eine Verbindung, die vor Kurzem entfernt wurde. Hierher werden sie nicht geschickt: Sie gehen weiter, sobald deren eigene Adresse wieder hinzugefügt ist.',
    isBack:
      'Dieser Marktplatz war schon einmal verbunden: Was auf ihn gewartet hat, geht von selbst weiter, und alle bleiben verknüpft.',
    unaddressedChannel: 'Kanal für Einladungen an nicht verknüpfte Leute',
    unaddressedChannelHint: 'Lade Baton zuerst dorthin ein. Leer: wie in den Einstellungen.',
    unaddressedPerson: 'Oder eine Person, die sich darum kümmert',
    unaddressedPersonHint: 'Sie bekommt diese Einladungen als Direktnachricht, egal welcher Kanal gewählt ist.',
    unaddressedGuest:
      '{{name}} ist Gast, und Gäste zählen hier nicht als Teammitglieder. Wähle jemand anderen, oder lass sie erst in {{command}} settings zählen.',
  },
  connections: {
    title: 'Verbindungen',
    about: 'Von hier kommen eure Einladungen. Jede Verbindung lässt sich für sich testen, pausieren und entfernen.',
    row: '*{{name}}* · {{source}}',
    trouble: ':warning: *{{name}}* · {{source}}',
    more_one: 'Und {{count}} weitere, die hier nicht zu sehen ist.',
    more_other: 'Und {{count}} weitere, die hier nicht zu sehen sind.',
    add: 'Verbindung hinzufügen',
    all: 'Alle Verbindungen',
    test: 'Test senden',
    setUp: 'Neu einrichten',
    resume: 'Fortsetzen',
    leave: 'So lassen',
    pause: {
      button: 'Pausieren',
      title: 'Diese Verbindung pausieren?',
      asked:
        'Baton fragt dort nicht mehr nach Einladungen, bis du sie fortsetzt, und holt dann alles nach. Auf ihre offenen Einladungen antwortet ihr so lange von Hand; was schon unterwegs ist, wartet bis zu drei Tage.',
      heard:
        'Was sie bis dahin schickt, wird nicht aufbewahrt; Einladungen können also fehlen. Auf ihre offenen Einladungen antwortet ihr so lange von Hand; was schon unterwegs ist, wartet bis zu drei Tage.',
    },
    remove: {
      button: 'Entfernen',
      title: 'Diese Verbindung entfernen?',
      byHand:
        'Es kommen keine neuen Einladungen von dort. Die offenen bleiben in Slack, und ihr antwortet von Hand. Dort selbst ändert sich nichts: Nimm Batons Webhook auch auf der anderen Seite heraus.',
      waits:
        'Es kommen keine neuen Einladungen von dort. Die offenen bleiben in Slack; Antworten und Empfehlungen warten bis zu drei Tage. Wird dieselbe Adresse wieder verbunden, geht es von selbst weiter.',
    },
    nextPoll: 'Nächste Nachfrage: {{- when}}.',
    withoutCard_one:
      '{{count}} offene Einladung von hier hat keine eigene Nachricht, weil so viele auf einmal kamen. Sie steht auf dem Home des Mitglieds; wo niemand verknüpft ist, verknüpfe.',
    withoutCard_other:
      '{{count}} offene Einladungen von hier haben keine eigenen Nachrichten, weil so viele auf einmal kamen. Sie stehen auf den Homes der Mitglieder; wo niemand verknüpft ist, verknüpfe.',
    is: {
      paused: 'Pausiert seit {{- when}}.',
      failing: {
        'token-refused':
          'Seit {{- when}} wird Batons Token abgelehnt. Lege dort ein neues an und richte die Verbindung neu ein.',
        unreachable: 'Seit {{- when}} kommt keine Antwort. Baton versucht es weiter und holt von selbst alles nach.',
        'rate-limited': 'Baton sollte warten ({{- when}}). Es versucht es von selbst noch einmal.',
        unreadable:
          'Seit {{- when}} kann Baton die Antworten nicht lesen. Sag bitte denen Bescheid, die Baton betreiben.',
      },
      turnedDown:
        'Die letzte Zustellung ({{- when}}) hat Baton abgelehnt: Adresse oder Geheimnis sind nicht die, die Baton zeigt. Beim neuen Einrichten siehst du beide.',
      never:
        'Seit dem Verbinden ({{- when}}) ist nichts gekommen. Vielleicht fehlt dort der letzte Schritt: Ein Test zeigt es.',
      silent: 'Seit {{- when}} ist nichts gekommen. Das kann in Ordnung sein; ein Test zeigt es.',
      waiting: 'Verbunden; noch ist nichts gekommen.',
      well: 'Funktioniert; zuletzt gehört: {{- when}}.',
    },
    choose: {
      title: 'Verbindung hinzufügen',
      submit: 'Weiter',
      about:
        'Woher kommen eure Einladungen? Es dürfen mehrere sein: Dieselbe Einladung von zwei Seiten ist eine Karte.',
      label: 'Quelle',
      unreachable:
        'Hier nicht dabei: {{names}}. Sie schicken Webhooks, und Baton hat dafür keine öffentliche Adresse (`PUBLIC_URL`).',
      never: 'Egal, was du wählst: Baton meldet sich nie bei Upwork an, klickt dort nichts und liest keine Seiten aus.',
    },
    tests: {
      lookAgain: 'Noch einmal nachsehen',
      title: 'Verbindung testen',
      of: '*{{name}}*',
      waiting: 'Die Verbindung wird versucht…',
      paused: 'Sie ist pausiert; bis du sie fortsetzt, nimmt Baton nichts an.',
      failed: {
        'token-refused':
          ':x: Batons Token wurde abgelehnt. Lege dort ein neues an, drücke *Neu einrichten* und füge es ein.',
        unreachable:
          ':x: Es kam keine Antwort. Sieh nach, ob die Adresse stimmt und der Dienst läuft, und versuche es in einer Minute noch einmal.',
        'rate-limited': 'Baton soll einen Moment warten. Versuche es in einer Minute noch einmal.',
        unreadable: ':x: Baton kann die Antwort nicht lesen. Sag bitte denen Bescheid, die Baton betreiben.',
      },
      open_one: ':white_check_mark: Baton sieht dort {{count}} offene Einladung.',
      open_other: ':white_check_mark: Baton sieht dort {{count}} offene Einladungen.',
      send: '*Lass jetzt etwas von dort schicken.*',
      nothing:
        'Seit Beginn des Tests ist nichts gekommen. Drücke *Noch einmal nachsehen*, sobald etwas abgeschickt ist; es kann eine Minute dauern.',
      check:
        'Immer noch nichts? Vergleiche die Adresse dort mit der, die *Neu einrichten* zeigt, und sieh nach, ob Baton von außen zu erreichen ist.',
      arrived: ':white_check_mark: Eine Zustellung kam an: {{- when}}. Der Weg hierher funktioniert.',
      putAside: {
        test: 'Es war ein Test; daraus wird keine Karte.',
        'job-alert': 'Es ging um neue Jobs und nicht um eine Einladung; daraus wird keine Karte.',
        'other-mail': 'Es war keine Einladung von Upwork; daraus wird keine Karte.',
        'unknown-invitation': 'Es ging um eine Einladung, die Baton nicht kennt. Kommt sie noch, dann zählt es.',
        other: 'Es war nichts, woraus eine Karte wird.',
      },
      turnedDown: ':x: Eine Zustellung kam an ({{- when}}), aber Baton hat sie abgelehnt.',
      why: {
        'bad-signature':
          'Ihre Signatur passt nicht zum Geheimnis. *Neu einrichten* zeigt Adresse und Geheimnis: Kopiere beide noch einmal.',
        unauthorized:
          'Ihr Token oder Passwort ist nicht das, was Baton zeigt. *Neu einrichten* zeigt es: Kopiere es noch einmal.',
        stale: 'Sie wurde vor zu langer Zeit signiert. Sieh nach, ob die Uhr dort richtig geht.',
        'wrong-webhook': 'Sie kommt von einem anderen Webhook. Die Schritte stehen unter *Neu einrichten*.',
        other: 'Baton konnte sie nicht lesen. Sieh nach, ob der Webhook dort der ist, den die Schritte beschreiben.',
      },
    },
  },
  settings: {
    title: 'Einstellungen',
    subject: {
      referring: 'Empfehlen',
      release: 'Wer empfehlen darf',
      reminders: 'Erinnerungen',
      channels: 'Kanäle und Zeitzone',
    },
    change: 'Ändern',
    now: {
      undo: '{{time}} zum Rückgängigmachen',
      noUndo: 'Kein Rückgängigmachen',
      ask: '{{time}} für die Antwort auf eine Frage',
      chain_one: '{{count}} Empfehlung je Auftrag',
      chain_other: 'bis zu {{count}} Empfehlungen je Auftrag',
      language: '{{language}} für Kunden',
      percent: '{{percent}} % der Mitglieder',
      always_one: '{{count}} immer',
      always_other: '{{count}} immer',
      never_one: '{{count}} nie',
      never_other: '{{count}} nie',
      guests: 'Gäste zählen mit',
      noGuests: 'Gäste zählen nicht mit',
      nudges: 'Nach {{hours}} Stunden',
      noNudges: 'Keine Erinnerungen',
      working: 'zwischen {{from}} und {{to}}',
      managers_one: '{{count}} Manager',
      managers_other: '{{count}} Manager',
      digest: 'Zusammenfassung montags',
      noDigest: 'keine Zusammenfassung',
      channel: 'Unverknüpfte Einladungen gehen in einen Kanal',
      noChannel: 'Unverknüpfte Einladungen gehen an die Person, die Baton installiert hat',
      feedback: 'Feedback geht in einen Kanal',
      noFeedback: 'Feedback wird aufgehoben',
      zone: '{{zone}}',
    },
    submit: 'Speichern',
    cancel: 'Abbrechen',
    digits: 'Schreibe eine ganze Zahl in Ziffern, etwa 12.',
    undo: 'Zeit zum Rückgängigmachen, in Sekunden',
    undoHint: 'Danach wird die Empfehlung verschickt. Von 0 (kein Rückgängigmachen) bis 3600.',
    channel: 'Kanal für Einladungen von Leuten, die nicht verknüpft sind',
    channelHint: 'Lade Baton zuerst in den Kanal ein. Leer: Sie gehen an die Person, die Baton installiert hat.',
    channelChosen:
      'Einladungen von Personen, die hier mit keinem Mitglied verknüpft sind, kommen ab jetzt in diesen Kanal.',
    feedbackChosen: 'Was Mitglieder mit `{{command}} feedback` schreiben, kommt ab jetzt in diesen Kanal.',
    channelClosed:
      'Baton darf in diesen Kanal nicht schreiben. Lade es zuerst dorthin ein und speichere dann noch einmal.',
    zone: 'Zeitzone',
    zoneHint: 'Nach ihr beginnen Wochen, Monate und Quartale der Zahlen.',
    zonePick: 'Tippe eine Stadt',
    managers: 'Manager',
    managersHint:
      'Sie dürfen für andere entscheiden und hören von Einladungen, die zu lange warten. Admins dürfen es ohnehin, Gäste nie.',
    notManagers: {
      bot: 'Bots entscheiden nichts und lesen keine Nachrichten. Nimm heraus: {{names}}.',
      left: 'Wer den Workspace verlassen hat, kann nicht Manager sein. Nimm heraus: {{names}}.',
      external: 'Leute aus anderen Workspaces können hier nicht Manager sein. Nimm heraus: {{names}}.',
      guest: 'Gäste können nicht Manager sein. Nimm heraus: {{names}}.',
      unknown:
        'Baton kennt nicht alle in dieser Liste. Leute aus anderen Workspaces lassen sich nicht wählen; wer gerade erst dazukam, ist nach einer Minute bekannt.',
    },
    feedback: 'Kanal für Feedback',
    feedbackHint: 'Dort steht, was Mitglieder mit {{command}} feedback schreiben. Lade Baton zuerst ein.',
    chain: 'Höchstzahl der Empfehlungen je Auftrag',
    chainHint: '1 bis 10. Bei 1 kann, wer empfohlen wurde, nicht weiterempfehlen.',
    language: 'Sprache der Texte für Kunden',
    languageHint: 'In ihr stehen Texte, die Mitglieder auf dem Marktplatz einfügen.',
    percent: 'Mitglieder, die empfehlen dürfen, in Prozent',
    percentHint:
      '0 bis 100, für eine schrittweise Freigabe. Die anderen können annehmen und ablehnen; laufende Empfehlungen gehen weiter.',
    always: 'Wer immer empfehlen darf',
    never: 'Wer nie empfehlen darf',
    neverHint: 'Diese Liste gewinnt.',
    both: 'Niemand kann in beiden Listen stehen: {{count}} stehen darin.',
    notMembers: 'Nur wer zu diesem Workspace gehört und noch da ist, empfiehlt etwas. Nimm heraus: {{names}}.',
    nudges: 'Erinnerungen, in Stunden nach einer Einladung',
    nudgesError: 'Höchstens zehn Zeiten, von 1 bis 720 Stunden, mit Kommas dazwischen, etwa 4, 12, 20.',
    nudgesHint: 'Mit Kommas dazwischen, etwa 4, 12, 20. Leer: keine Erinnerungen.',
    from: 'Der Arbeitstag beginnt um',
    to: 'Der Arbeitstag endet um',
    toHint: 'Erinnerungen kommen dazwischen, in der Zeitzone jedes Mitglieds.',
    midnight: 'Mitternacht',
    toError:
      'Er muss nach seinem Beginn enden, am selben Tag. Für Arbeit über Nacht lass ihn um Mitternacht beginnen und enden.',
    days: 'Arbeitstage',
    daysError: 'Kreuze mindestens einen Tag an.',
    ask: 'Zeit zum Antworten, wenn erst gefragt wird, in Minuten',
    askHint: '5 bis 1440.',
    guestsLabel: 'Gäste',
    guests: 'Gäste zählen als Teammitglieder',
    digestLabel: 'Zusammenfassung',
    digest: 'Mitglieder bekommen montags eine Zusammenfassung',
  },
  digest: {
    title: 'Deine Woche',
    text: 'Deine Woche: {{- row}}.',
    mine: '*Du, letzte Woche*\n{{- row}}',
    before: '*Die Woche davor*\n{{- row}}',
    team: '*Das Team, letzte Woche*\n{{- row}}',
    open_one: '{{count}} Einladung wartet auf deine Antwort.',
    open_other: '{{count}} Einladungen warten auf deine Antwort.',
    none: 'Keine Einladung wartet auf dich.',
    off: 'Diese Nachricht kannst du auf der Startseite von Baton unter *Über mich* abschalten.',
  },
  feedback: {
    text: 'Feedback zu Baton von {{name}}',
    from: '*{{name}}* schreibt zu Baton:',
    when: 'Geschrieben {{- when}} mit `{{command}} feedback`.',
    instead:
      'Das kommt zu dir, weil Baton in den Kanal für Feedback nicht schreiben kann. Lade Baton wieder ein; ein Admin kann mit `{{command}} settings` auch einen anderen wählen.',
    deleted: 'Wer dieses Feedback schrieb, hat die eigenen Daten gelöscht, und die Worte mit ihnen.',
    thanks: 'Danke. Deine Worte sind für die aufgehoben, die Baton hier betreuen.',
    cut: 'Danke. Deine Worte sind für die aufgehoben, die Baton hier betreuen, aber nicht alle fanden Platz. Aufgehoben ist alles bis „…{{end}}“. Schick den Rest mit `{{command}} feedback …`.',
    empty: 'Schreib dahinter, was du sagen möchtest: `{{command}} feedback Es würde helfen, wenn …`',
  },
  files: {
    referrals: 'Deine Empfehlungen, eine je Zeile: was du weitergegeben hast, und was an dich weitergegeben wurde.',
    cut: 'Es sind mehr, als in eine Datei passen: Das sind die neuesten {{most}} jeder Seite.',
    myData: 'Alles, was Baton über dich aufbewahrt. Nur du hast diese Datei bekommen.',
    myDataCut:
      'Was Baton über dich aufbewahrt. Es ist mehr, als in eine Datei passt: Am Ende der Datei steht, was fehlt. Nach dem Rest frage bitte die, die Baton bei euch betreiben. Nur du hast diese Datei bekommen.',
    name: { referrals: 'empfehlungen', myData: 'meine-daten', trend: 'verlauf' },
    delimiter: ';',
    column: {
      direction: 'Richtung',
      job: 'Auftrag',
      url: 'Adresse',
      from: 'Empfohlen von',
      to: 'Empfohlen an',
      state: 'Stand',
      created: 'Erstellt (UTC)',
      changed: 'Letzte Änderung (UTC)',
    },
    direction: { sent: 'von mir', received: 'an mich' },
    planned: {
      'export-data': 'Die Datei mit allen deinen Daten entsteht gerade. Sie kommt als Direktnachricht zu dir.',
      'export-referrals': 'Die Tabelle deiner Empfehlungen entsteht gerade. Sie kommt als Direktnachricht zu dir.',
      both: 'Zwei Dateien entstehen gerade: die Tabelle deiner Empfehlungen und alle deine Daten. Beide kommen als Direktnachricht zu dir.',
    },
  },
  syncFailed:
    '*Baton konnte nicht lesen, wer zu diesem Workspace oder auf dem Marktplatz zur Agentur gehört.* Wer kürzlich kam oder ging, fehlt vielleicht noch, und neue Mitglieder sind mit keinem Konto verknüpft. Baton versucht es binnen sechs Stunden wieder. Wenn es so bleibt, sag es denen, die sich hier um Baton kümmern.',
  outOfReach:
    'Slack lässt nicht zu, dass Baton dir Direktnachrichten schreibt, darum kann dich nichts davon erreichen. Bitte einen Admin dieses Workspace, Nachrichten von Baton zu erlauben, und versuche es dann noch einmal.',
  requestTrouble: {
    delayed: {
      'export-data':
        'Deine Daten brauchen länger: Slack nimmt die Datei gerade nicht an. Baton versucht es weiter; du musst nichts tun.',
      'export-referrals':
        'Die Tabelle deiner Empfehlungen braucht länger: Slack nimmt die Datei gerade nicht an. Baton versucht es weiter; du musst nichts tun.',
      'forget-member':
        'Das Löschen deiner Daten dauert länger, als es sollte. Baton versucht es weiter; du musst nichts tun.',
    },
    failed: {
      'export-data': '*Deine Daten ließen sich nicht schicken.*',
      'export-referrals': '*Die Tabelle deiner Empfehlungen ließ sich nicht schicken.*',
      'forget-member':
        '*Deine Daten ließen sich nicht löschen.* Bitte drücke auf dem Home-Tab von Baton noch einmal *Meine Daten löschen*, und sag denen Bescheid, die sich hier um Baton kümmern, wenn es wieder scheitert.',
    },
    noFile: {
      'not-allowed':
        'Dieser Workspace nimmt von Apps keine Dateien an. Bitte einen Admin des Workspace, sie zu erlauben, und fordere die Datei dann mit `{{command}} export` neu an.',
      kind: 'Dieser Workspace nimmt keine Dateien dieser Art oder Größe an. Bitte einen Admin des Workspace, sie zu erlauben, und fordere die Datei dann mit `{{command}} export` neu an.',
      'no-room':
        'In diesem Workspace ist kein Platz mehr für Dateien. Bitte einen Admin des Workspace, Platz zu schaffen, und fordere die Datei dann mit `{{command}} export` neu an.',
      other:
        'Slack hat die Datei nicht angenommen. Bitte fordere sie mit `{{command}} export` neu an, und sag denen Bescheid, die sich hier um Baton kümmern, wenn es wieder scheitert.',
    },
  },
  trend: {
    title: { mine: 'Meine letzten Wochen', team: 'Die letzten Wochen des Teams', colleague: 'Letzte Wochen: {{name}}' },
    text: '{{title}}: {{- rows}}',
    week: '*{{day}}*: {{sent}} empfohlen, {{accepted}} angenommen, {{hired}} beauftragt',
    weekPlain: '{{day}}: {{sent}} empfohlen, {{accepted}} angenommen, {{hired}} beauftragt',
    nothing: 'In diesen Wochen wurde niemand empfohlen.',
    nothingElse: 'In den anderen Wochen nichts.',
    series: { sent: 'Empfohlen', accepted: 'Angenommen', hired: 'Beauftragt' },
    axis: { x: 'Woche ab', y: 'Empfehlungen' },
    how: 'Nimm jemanden aus der Liste, die Slack beim Tippen zeigt: `{{command}} trend @name`',
    noPicture: 'Slack hat kein Bild davon angenommen. Es würde nicht mehr zeigen als die Zahlen.',
    alt: 'Ein Diagramm: {{title}}. Die Zahlen stehen als Text daneben.',
  },
  funnel: {
    line: '*{{sent}}* empfohlen → *{{seen}}* angesehen → *{{accepted}}* angenommen → *{{hired}}* beauftragt',
    rates:
      'Von den Empfohlenen wurden {{seenRate}} angesehen, {{acceptedRate}} haben angenommen und {{hiredRate}} wurden beauftragt.',
  },
  colleague: {
    title: 'Empfehlungen: {{name}}',
    text: 'Empfehlungen: {{name}}. Insgesamt: {{- row}}.',
    how: 'Nimm jemanden aus der Liste, die Slack beim Tippen zeigt: `{{command}} @name`',
  },
  availability: {
    unknown: 'Dein Team weiß noch nicht, ob du Zeit hast.',
    open: 'Du hast Zeit für neue Aufträge.',
    full: 'Du bist ausgelastet, bis du etwas anderes sagst.',
    fullUntil: 'Du bist ausgelastet bis {{day}}.',
    how: '„{{said}}“ habe ich nicht verstanden. Schreib `{{command}} available frei`, `{{command}} available voll` oder `{{command}} available voll bis` mit einem Tag dahinter, etwa `Freitag`, `24. Dez` oder `15.3.`.',
    past: 'Dieser Tag liegt nicht in der Zukunft: {{day}}. Nenne einen späteren.',
    far: 'Dieser Tag liegt zu weit voraus: {{day}}. Nenne einen in den nächsten zwei Jahren.',
  },
  skills: {
    now: 'Deine Kenntnisse: {{skills}}',
    none: 'Du hast noch keine Kenntnisse genannt.',
    emptied: 'Deine Liste der Kenntnisse ist jetzt leer.',
    how: 'Schreib sie mit Kommas dazwischen: `{{command}} skills TypeScript, MongoDB`. `{{command}} skills add Rust` fügt der Liste etwas hinzu, `{{command}} skills remove Rust` nimmt etwas heraus, und `{{command}} skills keine` leert sie.',
    before: 'Vorher: {{skills}}. Um der Liste etwas hinzuzufügen, schreib `{{command}} skills add` vor das Neue.',
    unlisted: 'Nicht in deiner Liste: {{skills}}',
    tooMany: 'Nenne höchstens {{most}} Kenntnisse.',
    tooLong: 'Bleib je Kenntnis unter {{longest}} Zeichen.',
  },
  profile: {
    title: 'Über mich',
    submit: 'Speichern',
    cancel: 'Abbrechen',
    time: 'Hast du Zeit für mehr Arbeit?',
    timeHint: 'Wer jemanden sucht, sieht es.',
    open: 'Ja, ich habe Zeit',
    full: 'Nein, ich bin ausgelastet',
    unknown: 'Das sage ich lieber nicht',
    until: 'Ausgelastet bis',
    untilHint: 'Ab diesem Tag hast du wieder Zeit. Leer: bis du etwas anderes sagst.',
    skills: 'Kenntnisse',
    skillsHint: 'Mit Kommas dazwischen. Passen sie zu einem Auftrag, stehen sie als Grund dabei.',
    hear: 'Schick mir eine Direktnachricht, wenn',
    hearHint:
      'Eine Nachricht je Empfehlung, in der Späteres ergänzt wird. Alles steht auch im Thread unter der Karte der Einladung.',
    news: {
      forwarded: 'meine Empfehlung verschickt ist',
      viewed: 'sich der Kunde die Person angesehen hat',
      interviewed: 'der Kunde mit der Person spricht',
      accepted: 'die Person angenommen hat',
      'proposal-declined': 'der Kunde das Angebot abgelehnt hat',
      hired: 'die Person den Auftrag bekommen hat',
      declined: 'die Person abgelehnt oder weitergegeben hat',
      expired: 'die Person nicht rechtzeitig geantwortet hat',
      withdrawn: 'der Kunde die Einladung zurückgezogen hat',
      failed: 'meine Empfehlung nicht angekommen ist',
    },
    more: 'Außerdem',
    digest: 'Schick mir montags eine Zusammenfassung',
    onLeaderboard: 'Meine Zahlen in der Teamübersicht zeigen',
    hidden: 'Mich ausblenden',
    digestHint: 'Nur nach einer Woche, in der du empfohlen hast oder wurdest',
    onLeaderboardHint: 'Mit dem, was ich gab, und dem, was ich bekam',
    hiddenHint: 'Niemandem werde ich vorgeschlagen, und keine Liste zeigt mich',
    hiddenOnBoard:
      'Wer ausgeblendet ist, steht in keiner Übersicht. Nimm das Häkchen bei „Mich ausblenden“ oder bei „Meine Zahlen in der Teamübersicht zeigen“ weg.',
  },
  privacy: {
    title: 'Deine Daten',
    text: 'Was Baton über dich aufbewahrt',
    kept: 'Baton bewahrt auf: deinen Namen und Anzeigenamen, deine E-Mail-Adresse, Zeitzone und Sprache, wie Slack sie nennt, das verknüpfte Marktplatz-Konto, was du unter *Über mich* sagst, die Einladungen und Empfehlungen, an denen du beteiligt warst, und dein Feedback. Es liest keine Unterhaltungen außer den eigenen Direktnachrichten.',
    purge:
      'Entfernt ein Workspace Baton, wird nach {{days}} Tagen alles gelöscht, es sei denn, es wird vorher wieder installiert.',
    export: 'Meine Daten exportieren',
    exportTable: 'Meine Empfehlungen exportieren',
    delete: 'Meine Daten löschen',
    confirm: {
      title: 'Deine Daten löschen?',
      text: 'Gelöscht werden deine Verknüpfung, deine Kenntnisse und Wünsche sowie dein Name und deine Worte in Einladungen, Empfehlungen und Feedback. Zahlen bleiben ohne Namen. Das lässt sich nicht rückgängig machen.',
      yes: 'Löschen',
      no: 'Behalten',
    },
    planned:
      'Deine Daten werden in wenigen Minuten gelöscht. Was noch zum Marktplatz oder zu dir unterwegs ist, kommt vorher an, in höchstens vier Tagen. Danach übernimmt Baton nichts mehr aus deinem Slack-Profil, verknüpft dich mit keinem Konto und schlägt dich niemandem vor, bis du auf der Startseite „Über mich“ speicherst. Neue Einladungen an dein Konto gehen an die, die sich hier um unverknüpfte kümmern, und was du noch selbst tust, wird ohne deinen Namen aufbewahrt.',
  },
  rotate: {
    which: 'Welche Verbindung soll ein neues Webhook-Geheimnis bekommen?',
    type: '*{{name}}:* Tippe `{{command}} rotate {{which}}`',
    text: 'Das neue Webhook-Geheimnis',
    done: '*Das neue Webhook-Geheimnis von {{name}}.* Trage es dort ein. Das letzte gilt, bis du wieder wechselst; bis dahin geht nichts verloren.',
    keep: 'Verwahre es wie ein Passwort. Es wird erst wieder gezeigt, wenn der Marktplatz neu verbunden wird.',
  },
  install: {
    done: {
      title: 'Baton ist installiert',
      text: 'Baton hat dir in {{team}} eine Nachricht geschickt. Sie sagt, was als Nächstes kommt.',
      open: 'Slack öffnen',
    },
    failed: {
      title: 'Baton ist nicht installiert',
      cancelled: 'Du hast abgebrochen. Nichts wurde geändert.',
      over: 'Dieser Link gilt nicht mehr',
      stale:
        'Er wurde schon benutzt, ist zu alt oder wurde in einem anderen Browser geöffnet. Wenn Baton dir in Slack geschrieben hat, ist es installiert, und es bleibt nichts zu tun. Sonst beginne noch einmal.',
      fault: 'Etwas ist schiefgegangen. Beginne ruhig noch einmal.',
      again: 'Noch einmal beginnen',
    },
  },
};
