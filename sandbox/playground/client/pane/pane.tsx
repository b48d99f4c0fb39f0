import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ShownView, World, WorldPerson } from '../../protocol.js';
import * as api from '../api.js';
import { Blocks } from '../blocks/blocks.js';
import { SurfaceProvider } from '../blocks/surface-context.js';
import { ReadingProvider, useReading } from '../reader-context.js';
import { useEntry } from '../replica-store.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { Avatar } from './avatar.js';
import { Conversation } from './conversation.js';
import { useKeptFocus, useReturnedFocus } from './keep-focus.js';
import { MessageBox } from './message-box.js';
import { Modals } from './modals.js';
import { useNotInstalled } from './not-installed.js';
import { useUnread } from './unread.js';

interface Props {
  readonly world: World;
  readonly person: WorldPerson;
  readonly onChoose: (id: string) => void;
}

/** One person's Slack. */
export const Pane = ({ world, person, onChoose }: Props): ReactNode => (
  <ReadingProvider value={{ world: asSeenBy(world, person), person }}>
    <section className="pane person" aria-label={`${person.realName}’s Slack`} data-person={person.name}>
      <PersonChooser world={world} onChoose={onChoose} />
      <Places key={person.id} />
    </section>
  </ReadingProvider>
);

/** Returns the world as a person of one workspace sees it: its people, its channels, its name. */
function asSeenBy(world: World, person: WorldPerson): World {
  const team = world.teams.find(({ id }) => id === person.team);
  if (!team) return world;
  const people = world.people.filter((one) => one.team === team.id);
  return {
    ...world,
    people,
    team: team.name,
    channels: team.channels,
    app: { ...world.app, botUserId: team.botUserId },
  };
}

function PersonChooser({ world, onChoose }: Pick<Props, 'world' | 'onChoose'>): ReactNode {
  const { person } = useReading();
  return (
    <header className="pane-head">
      <Avatar name={person.realName} index={world.people.findIndex(({ id }) => id === person.id)} />
      <label className="chooser">
        <span className="sr-only">Whose Slack</span>
        <select value={person.id} onChange={({ target }) => onChoose(target.value)}>
          {world.teams.map(({ id: team, name }) => (
            <optgroup key={team} label={name}>
              {world.people
                .filter((one) => one.team === team)
                .map(({ id, realName, role }) => (
                  <option key={id} value={id}>
                    {realName} ({role})
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
    </header>
  );
}

/** The places of a person's Slack as tabs, with the open one. */
function Places(): ReactNode {
  const { world, person } = useReading();
  const say = useSlackUiWords();
  const id = useId();
  const direct = useEntry<string>(`direct/${person.id}`) ?? '';
  const modals = useEntry<readonly ShownView[]>(`modals/${person.id}`) ?? [];
  const [place, setPlace] = useState('direct');
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box);
  useReturnedFocus(box, modals.length > 0);
  const isHome = place === 'home';
  const channel = place === 'direct' ? direct : place;
  const tabs = [
    { place: 'direct', name: say.messages, channel: direct },
    { place: 'home', name: say.home, channel: '' },
    ...world.channels.map((one) => ({ place: one.id, name: `# ${one.name}`, channel: one.id })),
  ];
  const name = tabs.find((tab) => tab.place === place)?.name ?? '';
  return (
    <div className="places">
      <div ref={box} className="place" inert={modals.length > 0}>
        <div className="tabs" role="tablist" aria-label={person.realName}>
          {tabs.map((tab) => (
            <Tab
              key={tab.place}
              {...tab}
              panel={`${id}panel`}
              isOpen={tab.place === place}
              onOpen={() => setPlace(tab.place)}
            />
          ))}
        </div>
        <div id={`${id}panel`} className="panel" role="tabpanel" aria-label={name}>
          {isHome ? <Home /> : <Conversation key={channel} channel={channel} label={name} />}
          {!isHome && (
            <MessageBox
              channel={channel || (world.channels[0]?.id ?? '')}
              place={place === 'direct' ? world.app.name : name}
            />
          )}
        </div>
      </div>
      <Modals />
    </div>
  );
}

interface TabProps {
  readonly place: string;
  readonly name: string;
  readonly channel: string;
  readonly panel: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Tab({ place, name, channel, panel, isOpen, onOpen }: TabProps): ReactNode {
  const { person } = useReading();
  const say = useSlackUiWords();
  const unread = useUnread(person.id, channel);
  const move = (from: HTMLElement, by: number) => {
    const all = [...(from.parentElement?.children ?? [])] as HTMLElement[];
    const next = all[(all.indexOf(from) + by + all.length) % all.length];
    next?.focus();
    next?.click();
  };
  return (
    <button
      type="button"
      role="tab"
      data-place={place}
      aria-selected={isOpen}
      aria-controls={panel}
      tabIndex={isOpen ? 0 : -1}
      className={unread > 0 ? 'unread' : ''}
      onClick={onOpen}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'ArrowRight') move(currentTarget, 1);
        if (key === 'ArrowLeft') move(currentTarget, -1);
      }}
    >
      {name}
      {unread > 0 && (
        <span className="count">
          <span aria-hidden="true">{unread}</span>
          <span className="sr-only">, {say.unread(unread)}</span>
        </span>
      )}
    </button>
  );
}

/** The App Home. */
function Home(): ReactNode {
  const { person } = useReading();
  const say = useSlackUiWords();
  const home = useEntry<ShownView>(`home/${person.id}`);
  const notInstalled = useNotInstalled();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an app that comes later fills the page when it is opened again
  useEffect(() => {
    void api.openHome(person.id);
  }, [person.id, notInstalled]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="home blocks" aria-label={say.home} tabIndex={0}>
      {home ? (
        <SurfaceProvider user={person.id} spot={{ view: home.id }}>
          <Blocks blocks={home.blocks} />
        </SurfaceProvider>
      ) : (
        <p className="empty-place">{notInstalled ?? say.noHome}</p>
      )}
    </section>
  );
}
