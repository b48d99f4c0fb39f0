import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { type Json, object, textOf, words } from '../json.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { Mrkdwn, Plain } from '../text/mrkdwn.js';

interface Props {
  readonly confirm: Json;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** The dialogue that asks back before something is done. */
export function Confirm({ confirm, onYes, onNo }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const say = useSlackUiWords();
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    // closing gives the focus back, which removing alone does not
    return () => current?.close();
  }, []);
  const text = object(confirm.text);
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onCancel={onNo}>
      <h2 id={id}>{textOf(confirm.title)}</h2>
      <p>{text.type === 'mrkdwn' ? <Mrkdwn text={words(text.text)} /> : <Plain text={words(text.text)} />}</p>
      <div className="foot">
        <button type="button" className="button" onClick={onNo}>
          {textOf(confirm.deny) || say.cancel}
        </button>
        <button type="button" className={`button ${words(confirm.style) || 'primary'}`} onClick={onYes}>
          {textOf(confirm.confirm) || say.yes}
        </button>
      </div>
    </dialog>
  );
}
