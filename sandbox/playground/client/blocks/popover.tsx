import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Pixels: between box and element, to the edge of the window, least width, and room that is enough below. */
const [GAP, EDGE, LEAST_WIDTH, ROOM] = [4, 8, 260, 280];

/**
 * A box below an element, or above it where there is more room, on top of everything else. It takes the focus, follows its
 * element, and closes with Escape and with a press elsewhere.
 */
export function Popover({ anchor, className = '', onClose, children }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current || !anchor.current) return;
    box.current.showPopover();
    place(box.current, anchor.current);
    box.current.querySelector<HTMLElement>('input, button')?.focus();
  }, [anchor]);
  useEffect(() => {
    const outside = ({ target }: Event) => {
      const isInside = target instanceof Node && (box.current?.contains(target) || anchor.current?.contains(target));
      if (!isInside) onClose();
    };
    const moved = () => box.current && anchor.current && place(box.current, anchor.current);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('scroll', moved, true);
    window.addEventListener('resize', moved);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('scroll', moved, true);
      window.removeEventListener('resize', moved);
    };
  }, [anchor, onClose]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from whatever is inside
    <div
      ref={box}
      popover="manual"
      className={`popover ${className}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
        anchor.current?.focus();
      }}
    >
      {children}
    </div>
  );
}

function place(box: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const width = Math.min(Math.max(from.width, LEAST_WIDTH), window.innerWidth - 2 * EDGE);
  const below = window.innerHeight - from.bottom;
  const isBelow = below > ROOM || below > from.top;
  box.style.width = `${width}px`;
  box.style.left = `${Math.max(EDGE, Math.min(from.left, window.innerWidth - width - EDGE))}px`;
  box.style.maxHeight = `${(isBelow ? below : from.top) - 2 * EDGE}px`;
  box.style.top = isBelow ? `${from.bottom + GAP}px` : 'auto';
  box.style.bottom = isBelow ? 'auto' : `${window.innerHeight - from.top + GAP}px`;
}
