import { type ReactNode, useEffect, useState } from 'react';
import type { StoryLine, World, WorldPerson } from '../protocol.js';
import { Market } from './market/market.js';
import { Pane } from './pane/pane.js';
import { useUnread } from './pane/unread.js';
import { useConnected, useEntry } from './replica-store.js';
import { DemoStory } from './tour/demo-story.js';
import { Tour } from './tour/tour.js';
import { Drawer } from './wire/drawer.js';

/** The playground. */
export function App(): ReactNode {
  const world = useEntry<World>('world');
  const isConnected = useConnected();
  if (!world)
    return <p className="waiting">{isConnected ? 'One moment…' : 'The demo does not answer. Is it running?'}</p>;
  return <Playground world={world} />;
}

const TOURED = 'baton.toured';
const PANES = 'baton.panes';

/** The people of the two panes: as they were last time, else Ana and Ben. */
function firstPanes({ people }: World): [string, string] {
  const saved = (localStorage.getItem(PANES) ?? 'ana ben').split(' ');
  const [one, other] = saved.map((name) => people.find((person) => person.name === name)?.id);
  return [one ?? people[0]?.id ?? '', other ?? people[1]?.id ?? ''];
}

/** Counts the unread messages of a person whose pane is not shown. */
function Waiting({ person }: { readonly person: WorldPerson }): ReactNode {
  const unread = useUnread(person.id, useEntry<string>(`direct/${person.id}`) ?? '');
  if (unread === 0) return null;
  return (
    <span className="count">
      <span aria-hidden="true">{unread}</span>
      <span className="sr-only">, {unread} unread</span>
    </span>
  );
}

/** The pane that a narrow screen shows. A wider one shows the last person beside the marketplace. */
type Side = 'left' | 'right' | 'market';

function Playground({ world }: { readonly world: World }): ReactNode {
  const [panes, setPanes] = useState(() => firstPanes(world));
  const [side, show] = useState<Side>('market');
  const [beside, setBeside] = useState<Side>('left');
  const setSide = (next: Side) => {
    show(next);
    if (next !== 'market') setBeside(next);
  };
  const story = useEntry<StoryLine>('story');
  const isTold = story !== undefined;
  const [isTouring, setTouring] = useState(() => localStorage.getItem(TOURED) === null);
  const personOf = (id: string): WorldPerson | undefined => world.people.find((one) => one.id === id);
  const choose = (at: 0 | 1, id: string) => {
    const other = panes[1 - at] ?? '';
    const mine = panes[at];
    const next: [string, string] = at === 0 ? [id, other === id ? mine : other] : [other === id ? mine : other, id];
    setPanes(next);
    localStorage.setItem(PANES, next.map((one) => personOf(one)?.name).join(' '));
  };
  /** Shows a person: one who is in neither pane replaces Ana or Ben. */
  const need = (whom: string) => {
    if (whom === 'market') return setSide('market');
    const id = world.people.find(({ name }) => name === whom)?.id;
    if (id === undefined) return;
    const at = panes.indexOf(id);
    if (at < 0) choose(whom === 'ana' ? 0 : 1, id);
    setSide(at === 1 || (at < 0 && whom !== 'ana') ? 'right' : 'left');
  };
  const leave = () => {
    localStorage.setItem(TOURED, 'yes');
    setTouring(false);
  };
  const watched = story?.people?.join(' ') ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the story turns to its people when they change, and visitors may turn away
  useEffect(() => {
    const ids = watched.split(' ').map((name) => world.people.find((one) => one.name === name)?.id);
    const [one, other] = ids;
    if (one && other) setPanes([one, other]);
  }, [watched]);
  const [left, right] = panes.map(personOf);
  const sides: [Side, string, WorldPerson | undefined][] = [
    ['left', left?.realName ?? '', left],
    ['right', right?.realName ?? '', right],
    ['market', 'Marketplace', undefined],
  ];
  return (
    <div className="playground" data-side={side} data-with={beside}>
      <header className="top">
        <h1>
          <img src="/icon.svg" alt="" /> Baton <span>playground</span>
        </h1>
        <p className="lead">
          Baton passes job invites on inside Slack. Play everybody of{' '}
          {world.teams.map(({ name }) => name).join(' and ')}: Slack is drawn here, everything else is the real thing.
        </p>
        <nav className="sides" aria-label="Panes">
          {sides.map(([name, label, person]) => (
            <button key={name} type="button" aria-pressed={side === name} onClick={() => setSide(name)}>
              {label}
              {person && side !== name && <Waiting person={person} />}
            </button>
          ))}
        </nav>
      </header>
      <DemoStory />
      {isTouring && !isTold && world.market && <Tour world={world} onLeave={leave} onNeed={need} />}
      <main className="panes">
        {left && <Pane world={world} person={left} onChoose={(id) => choose(0, id)} />}
        {right && <Pane world={world} person={right} onChoose={(id) => choose(1, id)} />}
        <Market market={world.market} />
      </main>
      <Drawer world={world} onTour={() => setTouring(!isTouring)} />
    </div>
  );
}
