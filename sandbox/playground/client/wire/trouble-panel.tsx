import { type ReactNode, useEffect, useState } from 'react';
import type { Trouble } from '../../protocol.js';
import * as api from '../api.js';

/** Switches for what can go wrong on either side, with what Baton does about it. */
export function TroublePanel({ troubles }: { readonly troubles: readonly Trouble[] }): ReactNode {
  const [pressed, setPressed] = useState<Readonly<Record<string, boolean>>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server says replaces what was pressed
  useEffect(() => setPressed({}), [troubles]);
  const toggle = (id: string, isOn: boolean) => {
    setPressed((before) => ({ ...before, [id]: isOn }));
    void api.toggleTrouble(id, isOn);
  };
  const shown = troubles.map((one) => ({ ...one, isOn: pressed[one.id] ?? one.isOn }));
  const sides = [...new Set(troubles.map(({ side }) => side))];
  return (
    <div className="troubles">
      {sides.map((side) => (
        <fieldset key={side}>
          <legend>{side}</legend>
          {shown
            .filter((one) => one.side === side)
            .map(({ id, name, handling, isOn, once }) =>
              once ? (
                <Once key={id} id={id} name={name} handling={handling} />
              ) : (
                <label key={id} className={`switch${isOn ? ' on' : ''}`}>
                  <input
                    type="checkbox"
                    role="switch"
                    aria-checked={isOn}
                    checked={isOn}
                    onChange={({ target }) => toggle(id, target.checked)}
                  />
                  <span>
                    <strong>{name}</strong>
                    <small>{handling}</small>
                  </span>
                </label>
              ),
            )}
        </fieldset>
      ))}
    </div>
  );
}

/** Trouble that happens at each press. */
function Once({ id, name, handling }: Pick<Trouble, 'id' | 'name' | 'handling'>): ReactNode {
  const [said, setSaid] = useState('');
  const happen = async () => {
    const { trouble } = await api.toggleTrouble(id, true);
    setSaid(trouble ?? 'Sent. The wire has what Baton answered.');
  };
  return (
    <div className="switch">
      <button type="button" className="button small" aria-label={`Send: ${name}`} onClick={() => void happen()}>
        Send
      </button>
      <span>
        <strong>{name}</strong>
        <small>{handling}</small>
        <small role="status">{said}</small>
      </span>
    </div>
  );
}
