import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Entered, ShownView } from '../../protocol.js';
import * as api from '../api.js';
import { Blocks } from '../blocks/blocks.js';
import { chosenIn, isSelect } from '../blocks/select-options.js';
import { SurfaceProvider } from '../blocks/surface-context.js';
import { type Json, list, object, words } from '../json.js';
import { type Reading, useReading } from '../reader-context.js';
import { useEntry } from '../replica-store.js';
import { useSlackUiWords } from '../slack-ui-words.js';

/** A person's open modals, one over the other. Only the top one can be used. */
export function Modals(): ReactNode {
  const { person } = useReading();
  const modals = useEntry<readonly ShownView[]>(`modals/${person.id}`) ?? [];
  return modals.map((view, at) => <Modal key={view.id} view={view} depth={at} isTop={at === modals.length - 1} />);
}

interface Props {
  readonly view: ShownView;
  readonly depth: number;
  readonly isTop: boolean;
}

/** A modal. */
export function Modal({ view, depth, isTop }: Props): ReactNode {
  const reading = useReading();
  const { person } = reading;
  const say = useSlackUiWords();
  const title = useId();
  const box = useRef<HTMLDivElement>(null);
  const entered = useRef<Entered>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);
  const note = useCallback((now: Entered) => {
    entered.current = now;
  }, []);
  useEffect(() => {
    if (isTop) box.current?.focus();
  }, [isTop]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view may lack what had the focus
  useEffect(() => {
    if (isTop && document.activeElement === document.body) box.current?.focus();
  }, [isTop, view]);
  const close = () => void api.closeModal(person.id);
  useEffect(() => {
    if (Object.keys(errors).length > 0) showFirst(box.current);
  }, [errors]);
  const submit = async () => {
    if (isBusy) return;
    const missing = faultsIn(view.blocks, entered.current, reading, say);
    setErrors(missing);
    setTrouble('');
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const acted = await api.submit({ user: person.id, spot: { view: view.id }, entered: entered.current });
    setBusy(false);
    setErrors(acted.errors ?? {});
    setTrouble(acted.trouble ?? '');
  };
  return (
    <div className="veil" inert={!isTop} style={{ '--depth': depth } as object}>
      <div
        ref={box}
        role="dialog"
        aria-labelledby={title}
        className="modal"
        tabIndex={-1}
        data-modal={view.id}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          close();
        }}
      >
        <div className="modal-head">
          <h2 id={title}>{view.title}</h2>
          <button type="button" className="x" aria-label={say.close} onClick={close}>
            ×
          </button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="modal-body blocks" tabIndex={0} aria-label={view.title}>
          <SurfaceProvider user={person.id} spot={{ view: view.id }} errors={errors} onEntered={note}>
            <Blocks blocks={view.blocks} />
          </SurfaceProvider>
        </section>
        <div className="foot">
          {trouble && (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
          <button type="button" className="button" onClick={close}>
            {view.close || say.cancel}
          </button>
          {view.submit && (
            <button
              type="button"
              className="button primary"
              data-action="submit"
              aria-busy={isBusy}
              onClick={() => void submit()}
            >
              {view.submit}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/** Brings the first wrong input into view. */
function showFirst(box: HTMLElement | null): void {
  const wrong = box?.querySelector<HTMLElement>('[aria-invalid=true]');
  wrong?.scrollIntoView({ block: 'center' });
  wrong?.focus();
}

/** Finds what Slack does not send: inputs that are empty though they must not be, or not of their kind. */
function faultsIn(
  blocks: readonly Json[],
  entered: Entered,
  reading: Reading,
  say: ReturnType<typeof useSlackUiWords>,
): Readonly<Record<string, string>> {
  const faults = blocks
    .filter(({ type }) => type === 'input')
    .flatMap((block): [string, string][] => {
      const id = words(block.block_id);
      const element = object(block.element);
      const value = enteredText(element, entered[id]?.[words(element.action_id)], reading);
      if (value === '') return block.optional ? [] : [[id, say.required]];
      const fault = kindFault(words(element.type), value, say);
      return fault ? [[id, fault]] : [];
    });
  return Object.fromEntries(faults);
}

/** Returns an input's value as text; empty when there is none. */
function enteredText(element: Json, given: unknown, reading: Reading): string {
  if (isSelect(words(element.type)))
    return chosenIn(element, given, reading)
      .map(({ key }) => key)
      .join();
  const [initial] = Object.entries(element).flatMap(([name, value]) => (name.startsWith('initial_') ? [value] : []));
  const value = given === undefined ? initial : given;
  if (Array.isArray(value))
    return list(value)
      .map((one) => words(one.value))
      .join();
  return typeof value === 'object' && value !== null ? words(object(value).value) : String(value ?? '').trim();
}

function kindFault(type: string, value: string, say: ReturnType<typeof useSlackUiWords>): string {
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)) return say.notAnEmail;
  if (type === 'url_text_input' && !/^https?:\/\/\S+$/.test(value)) return say.notAnAddress;
  return type === 'number_input' && !/^-?\d+([.,]\d+)?$/.test(value) ? say.notANumber : '';
}
