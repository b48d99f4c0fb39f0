import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { CommandHint } from '../../protocol.js';
import * as api from '../api.js';
import { useReading } from '../reader-context.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { Shortcuts } from './shortcuts.js';

interface Props {
  readonly channel: string;
  readonly place: string;
}

/** The input for messages and commands, with hints about the commands. */
export function MessageBox({ channel, place }: Props): ReactNode {
  const { world, person } = useReading();
  const say = useSlackUiWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(-1);
  const [isShut, setShut] = useState(false);
  const [note, setNote] = useState('');
  const hints = isShut ? [] : hintsFor(typed, world.command, world.hints, person.role === 'Admin');
  const current = hints[at];
  const send = async (text: string) => {
    const words = text.trim();
    if (!words) return;
    const [command, ...rest] = words.split(/\s+/);
    if (command !== world.command && words.startsWith('/'))
      return setNote(say.unknownCommand(command ?? '', world.command));
    const isChannel = world.channels.some(({ id: one }) => one === channel);
    if (command !== world.command && !isChannel) return setNote(say.readsNothing(world.app.name, world.command));
    setTyped('');
    setAt(-1);
    setNote('');
    const mentioned = rest.join(' ').replace(/@(\w+)/g, (all, name: string) => mentionOf(world.people, name) ?? all);
    const sent =
      command === world.command ? api.command(person.id, channel, mentioned) : api.say(person.id, channel, words);
    const { trouble = '' } = await sent;
    setNote(trouble);
  };
  const take = (hint: CommandHint) => {
    setTyped(`${world.command} ${hint.words}`.trim());
    setShut(true);
    setAt(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hints.length > 0) {
      event.preventDefault();
      setAt((Math.max(at, step > 0 ? -1 : 0) + step + hints.length) % hints.length);
    } else if (event.key === 'Escape') setShut(true);
    else if ((event.key === 'Enter' || event.key === 'Tab') && current) {
      event.preventDefault();
      take(current);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void send(typed);
    }
  };
  return (
    <form
      className="message-box"
      onSubmit={(event) => {
        event.preventDefault();
        void send(typed);
      }}
    >
      {hints.length > 0 && (
        <div id={`${id}hints`} className="hints" role="listbox" aria-label={say.commands}>
          {hints.map((hint, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
            <div
              key={hint.words}
              id={`${id}hint${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={`option${index === at ? ' current' : ''}`}
              onClick={() => take(hint)}
            >
              <strong>
                {world.command} {hint.words}
              </strong>
              <small>{hint.about}</small>
            </div>
          ))}
        </div>
      )}
      {note && (
        <p className="trouble" role="alert">
          {note}
        </p>
      )}
      <div className="message-line">
        <Shortcuts label={say.shortcuts} sign="⚡" className="run" shortcuts={world.shortcuts.global} />
        <input
          type="text"
          role="combobox"
          aria-label={say.write(place)}
          aria-expanded={hints.length > 0}
          aria-controls={`${id}hints`}
          aria-autocomplete="list"
          aria-activedescendant={current && `${id}hint${at}`}
          autoComplete="off"
          placeholder={say.write(place)}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setShut(false);
            setAt(-1);
            setNote('');
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" aria-label={say.send} disabled={!typed.trim()}>
          ➤
        </button>
      </div>
    </form>
  );
}

/** Slack writes a mention with the user's id. */
function mentionOf(
  people: readonly { readonly id: string; readonly name: string }[],
  name: string,
): string | undefined {
  const person = people.find((one) => one.name === name.toLowerCase());
  return person && `<@${person.id}|${person.name}>`;
}

/** Returns what can follow: all commands after a slash, then those that begin with what is typed. */
function hintsFor(
  typed: string,
  command: string,
  all: readonly CommandHint[],
  isAdmin: boolean,
): readonly CommandHint[] {
  if (!typed.startsWith('/')) return [];
  const [first = '', ...rest] = typed.split(' ');
  if (!command.startsWith(first) || (rest.length > 0 && first !== command)) return [];
  const begun = rest.join(' ').toLowerCase();
  return all.filter(({ words, admin }) => (isAdmin || !admin) && words.toLowerCase().startsWith(begun));
}
