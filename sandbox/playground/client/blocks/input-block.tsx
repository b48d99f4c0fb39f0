import { type ReactNode, useId } from 'react';
import { type Json, object, textOf } from '../json.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { Element } from './element.js';
import { useSurface } from './surface-context.js';

/** An input of a form, with its label, hint and error. */
export function InputBlock({ block, id }: { readonly block: Json; readonly id: string }): ReactNode {
  const { errors } = useSurface();
  const say = useSlackUiWords();
  const [label, hint, error] = [useId(), useId(), useId()];
  const trouble = errors[id];
  return (
    <div className={`input${trouble ? ' wrong' : ''}`}>
      <div id={label} className="label">
        {textOf(block.label)}
        {block.optional === true && <span className="optional"> {say.optional}</span>}
      </div>
      <Element
        element={object(block.element)}
        blockId={id}
        label={textOf(block.label)}
        isQuiet={block.dispatch_action !== true}
        labelledBy={label}
        describedBy={trouble ? error : hint}
        isInvalid={Boolean(trouble)}
      />
      {trouble && (
        <p id={error} className="error" role="alert">
          {trouble}
        </p>
      )}
      <p id={hint} className="hint">
        {textOf(block.hint)}
      </p>
    </div>
  );
}
