import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import type { Acted, Entered, MenuOption, Spot } from '../../protocol.js';
import * as api from '../api.js';
import type { Json } from '../json.js';

/** The message or view that elements belong to. */
export interface Surface {
  readonly errors: Readonly<Record<string, string>>;
  readonly entered: Entered;
  /** Elements whose response is awaited, as `<block> <action>`. */
  readonly busy: string;
  press(blockId: string, element: Json): Promise<Acted>;
  /** Stores a value; with `tells`, the app is told at once. */
  enter(blockId: string, element: Json, value: unknown, tells: boolean): void;
  options(blockId: string, element: Json, query: string): Promise<readonly MenuOption[]>;
}

const SurfaceContext = createContext<Surface | null>(null);

/** Returns the surface around an element. @throws Error outside of one */
export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('There is no surface.');
  return surface;
}

interface Props {
  readonly user: string;
  readonly spot: Spot;
  /** Errors under inputs, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Called with all entered values, so that a form can be sent. */
  readonly onEntered?: (entered: Entered) => void;
  readonly children: ReactNode;
}

const NONE = {};

/** Provides the elements of one message or view with what they need to act. */
export function SurfaceProvider({ user, spot, errors = NONE, onEntered, children }: Props): ReactNode {
  const [entered, setEntered] = useState<Entered>({});
  const [busy, setBusy] = useState('');
  const [trouble, setTrouble] = useState('');
  const latest = useRef(entered);
  const place = JSON.stringify(spot);
  const surface = useMemo((): Surface => {
    const target = (blockId: string, element: Json) => ({
      ...{ user, spot: JSON.parse(place) as Spot, entered: latest.current, blockId },
      actionId: String(element.action_id),
    });
    const awaited = async (blockId: string, element: Json, act: Promise<Acted>) => {
      setBusy(`${blockId} ${element.action_id}`);
      const acted = await act;
      setBusy('');
      setTrouble(acted.trouble ?? '');
      return acted;
    };
    return {
      ...{ errors, entered, busy },
      press: (blockId, element) => awaited(blockId, element, api.press(target(blockId, element))),
      enter: (blockId, element, value, tells) => {
        const actionId = String(element.action_id);
        latest.current = { ...latest.current, [blockId]: { ...latest.current[blockId], [actionId]: value } };
        setEntered(latest.current);
        onEntered?.(latest.current);
        if (tells) void awaited(blockId, element, api.enter(target(blockId, element), value));
      },
      options: (blockId, element, query) => api.options(target(blockId, element), query),
    };
  }, [user, place, errors, entered, busy, onEntered]);
  return (
    <SurfaceContext value={surface}>
      {children}
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </SurfaceContext>
  );
}
