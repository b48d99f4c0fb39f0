import { type ReactNode, useRef, useState } from 'react';
import type { MessageSpot, Shortcut } from '../../protocol.js';
import * as api from '../api.js';
import { Menu } from '../blocks/overflow.js';
import { Popover } from '../blocks/popover.js';
import { type Json, words } from '../json.js';
import { useReading } from '../reader-context.js';

interface Props {
  readonly label: string;
  readonly sign: string;
  readonly className: string;
  readonly shortcuts: readonly Shortcut[];
  /** The message on which they are used. */
  readonly on?: MessageSpot;
}

/** A button with a menu of the app's shortcuts, as Slack offers them at the message box and at every message. */
export function Shortcuts({ label, sign, className, shortcuts, on }: Props): ReactNode {
  const { world, person } = useReading();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [trouble, setTrouble] = useState('');
  const use = async (option: Json) => {
    setOpen(false);
    trigger.current?.focus();
    const { trouble: said = '' } = await api.shortcut(person.id, words(option.value), on);
    setTrouble(said);
  };
  const options = shortcuts.map(({ id, name, about }) => ({
    value: id,
    text: { text: name },
    description: { text: `${world.app.name}: ${about}` },
  }));
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {sign}
      </button>
      {isOpen && (
        <Popover anchor={trigger} onClose={() => setOpen(false)}>
          <Menu options={options} onChoose={(option) => void use(option)} />
        </Popover>
      )}
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}
