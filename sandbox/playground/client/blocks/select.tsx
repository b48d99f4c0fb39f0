import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { textOf, words } from '../json.js';
import { useReading } from '../reader-context.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import type { ElementProps } from './element.js';
import { Popover } from './popover.js';
import { type Choice, chosenIn, isExternal, isMulti, matching, offered, ownChoices } from './select-options.js';
import { useSurface } from './surface-context.js';

export { isSelect } from './select-options.js';

/** A menu of one choice or several, with a field that narrows it down. */
export function Select({
  element,
  blockId,
  label,
  labelledBy,
  describedBy,
  isInvalid,
  isQuiet = false,
}: ElementProps): ReactNode {
  const surface = useSurface();
  const reading = useReading();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const valueId = useId();
  const say = useSlackUiWords();
  const close = useCallback(() => setOpen(false), []);
  const many = isMulti(words(element.type));
  const chosen = chosenIn(element, surface.entered[blockId]?.[words(element.action_id)], reading);
  const enter = (choices: readonly Choice[]) => {
    const values = choices.map(({ value }) => value);
    surface.enter(blockId, element, many ? values : (values[0] ?? null), !isQuiet);
  };
  const choose = (choice: Choice) => {
    const isChosen = chosen.some(({ key }) => key === choice.key);
    if (!many) {
      close();
      trigger.current?.focus();
      return enter([choice]);
    }
    const room = chosen.length < (Number(element.max_selected_items) || Number.POSITIVE_INFINITY);
    if (isChosen) enter(chosen.filter(({ key }) => key !== choice.key));
    else if (room) enter([...chosen, choice]);
  };
  const name = label || textOf(element.placeholder) || say.choose;
  return (
    <div className={`select${many ? ' many' : ''}`}>
      <button
        ref={trigger}
        type="button"
        className={`select-trigger${chosen.length ? '' : ' empty'}`}
        data-action={words(element.action_id)}
        data-block={blockId}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={
          labelledBy ? undefined : `${name}${chosen.length ? `: ${chosen.map(({ text }) => text).join(', ')}` : ''}`
        }
        aria-labelledby={labelledBy && `${labelledBy} ${valueId}`}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span id={valueId}>
          {chosen.length
            ? chosen.map(({ text }) => text).join(', ')
            : textOf(element.placeholder) || (many ? say.chooseSome : say.choose)}
        </span>
        <span aria-hidden="true" className="chevron" />
      </button>
      {isOpen && (
        <Popover anchor={trigger} className="select-box" onClose={close}>
          <Chooser
            {...{ element, blockId, chosen, name }}
            onChoose={choose}
            onTab={() => {
              close();
              trigger.current?.focus();
            }}
          />
        </Popover>
      )}
    </div>
  );
}

interface ChooserProps extends Pick<ElementProps, 'element' | 'blockId'> {
  readonly chosen: readonly Choice[];
  readonly name: string;
  readonly onChoose: (choice: Choice) => void;
  readonly onTab: () => void;
}

/** Letters from which on Slack asks the app for options. */
const LEAST = 3;

/** Milliseconds of silence before the app is asked. */
const PAUSE_MS = 120;

function Chooser({ element, blockId, chosen, name, onChoose, onTab }: ChooserProps): ReactNode {
  const id = useId();
  const say = useSlackUiWords();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { choices, note } = useChoices({ element, blockId }, query);
  const current = choices[Math.min(at, choices.length - 1)];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((Math.min(at, choices.length - 1) + step + choices.length) % Math.max(1, choices.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (current) onChoose(current);
    } else if (event.key === 'Tab') {
      event.preventDefault();
      onTab();
    }
  };
  return (
    <>
      <input
        type="text"
        role="combobox"
        className="search"
        autoComplete="off"
        placeholder={say.search}
        aria-label={say.searchIn(name)}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}list`}
        aria-activedescendant={current && `${id}${current.key}`}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        role="listbox"
        id={`${id}list`}
        className="options"
        aria-label={name}
        aria-multiselectable={isMulti(words(element.type))}
      >
        {grouped(choices).map(([group, all]) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
          <div key={group} role="group" aria-label={group || name}>
            {group && (
              <div className="group" aria-hidden="true">
                {group}
              </div>
            )}
            {all.map((choice) => (
              <Option
                key={choice.key}
                id={`${id}${choice.key}`}
                choice={choice}
                isChosen={chosen.some(({ key }) => key === choice.key)}
                isCurrent={choice === current}
                onChoose={() => onChoose(choice)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className="note" role="status">
        {note}
      </p>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function Option({ id, choice, isChosen, isCurrent, onChoose }: OptionProps): ReactNode {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox hears the keys
    <div
      ref={line}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={`option${isCurrent ? ' current' : ''}`}
      onClick={onChoose}
    >
      <span>{choice.text}</span>
      {choice.description && <small>{choice.description}</small>}
    </div>
  );
}

/** Finds the lines to show: the menu's own, or those that the app offers for what is typed. */
function useChoices({ element, blockId }: Pick<ElementProps, 'element' | 'blockId'>, query: string) {
  const reading = useReading();
  const say = useSlackUiWords();
  const { options } = useSurface();
  const [found, setFound] = useState<readonly Choice[] | null>(null);
  const external = isExternal(words(element.type));
  const least = Number(element.min_query_length ?? LEAST);
  const ask = useRef(options);
  ask.current = options;
  useEffect(() => {
    if (!external || query.length < least) return setFound(null);
    let isOld = false;
    const timer = setTimeout(
      async () => {
        const all = await ask.current(blockId, element, query);
        if (!isOld) setFound(offered(all));
      },
      query ? PAUSE_MS : 0,
    );
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [external, query, least, blockId, element]);
  if (!external) {
    const choices = matching(ownChoices(element, reading), query);
    return { choices, note: choices.length ? '' : say.nothingFound };
  }
  if (query.length < least) return { choices: [], note: say.typeMore(least) };
  const note = found ? (found.length ? '' : say.nothingFound) : say.looking;
  return { choices: found ?? [], note };
}

const grouped = (choices: readonly Choice[]): [group: string, choices: Choice[]][] => {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices) groups.set(choice.group, [...(groups.get(choice.group) ?? []), choice]);
  return [...groups];
};
