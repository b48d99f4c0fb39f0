import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

type Box = RefObject<HTMLElement | null>;

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

/** Returns what scrolls in a place: its conversation, or the App Home. */
const contentOf = (place: HTMLElement | null) => place?.querySelector<HTMLElement>('[tabindex="0"]:not([role="tab"])');

/** Keeps the focus in a place where the focused element is replaced: its message gets it, else what scrolls there. */
export function useKeptFocus(place: Box): void {
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    let last: Element | undefined;
    let message: HTMLElement | null = null;
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      last = target;
      message = target.closest<HTMLElement>('.message');
    };
    const replaced = new MutationObserver(() => {
      if (!last || last.isConnected || !isNowhere()) return;
      last = undefined;
      (message?.isConnected ? message : contentOf(current))?.focus({ preventScroll: true });
    });
    replaced.observe(current, { childList: true, subtree: true });
    current.addEventListener('focusin', note);
    return () => {
      replaced.disconnect();
      current.removeEventListener('focusin', note);
    };
  }, [place]);
}

/** Gives the focus back to what had it before a place was covered, unless it has gone elsewhere. */
export function useReturnedFocus(place: Box, isCovered: boolean): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (isCovered) {
      before.current = document.activeElement;
      return;
    }
    const { current } = before;
    before.current = null;
    if (!current || !isNowhere()) return;
    const target = place.current?.contains(current) ? current : contentOf(place.current);
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }, [place, isCovered]);
}
