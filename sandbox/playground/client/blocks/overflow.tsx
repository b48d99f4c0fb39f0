import { type ReactNode, useRef, useState } from 'react';
import { type Json, list, object, textOf, words } from '../json.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { Plain } from '../text/mrkdwn.js';
import { Confirm } from './confirm.js';
import type { ElementProps } from './element.js';
import { Popover } from './popover.js';
import { useSurface } from './surface-context.js';

/** The menu behind three dots. */
export function Overflow({ element, blockId }: ElementProps): ReactNode {
  const surface = useSurface();
  const say = useSlackUiWords();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState<Json | null>(null);
  const choose = (option: Json) => {
    setOpen(false);
    setAsked(null);
    trigger.current?.focus();
    surface.enter(blockId, element, option, true);
    if (words(option.url)) window.open(words(option.url), '_blank', 'noreferrer');
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="button overflow"
        data-action={words(element.action_id)}
        aria-label={say.more}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <Popover anchor={trigger} onClose={() => setOpen(false)}>
          <Menu options={list(element.options)} onChoose={element.confirm === undefined ? choose : setAsked} />
        </Popover>
      )}
      {asked && <Confirm confirm={object(element.confirm)} onYes={() => choose(asked)} onNo={() => setAsked(null)} />}
    </>
  );
}

interface MenuProps {
  readonly options: readonly Json[];
  readonly onChoose: (option: Json) => void;
}

/** A menu of options; the arrow keys move in it. */
export function Menu({ options, onChoose }: MenuProps): ReactNode {
  const move = (from: HTMLElement, by: number) => {
    const items = [...(from.parentElement?.children ?? [])] as HTMLElement[];
    items[(items.indexOf(from) + by + items.length) % items.length]?.focus();
  };
  return (
    <div role="menu" className="menu">
      {options.map((option) => (
        <button
          key={words(option.value)}
          type="button"
          role="menuitem"
          onClick={() => onChoose(option)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'ArrowDown') move(currentTarget, 1);
            if (key === 'ArrowUp') move(currentTarget, -1);
          }}
        >
          <Plain text={textOf(option.text)} />
          {option.description !== undefined && <small>{textOf(option.description)}</small>}
        </button>
      ))}
    </div>
  );
}
