import { type ReactNode, useState } from 'react';
import { type Json, list, object, textOf, words } from '../json.js';
import { useReading } from '../reader-context.js';
import { useSlackUiWords } from '../slack-ui-words.js';
import { Mrkdwn, Plain } from '../text/mrkdwn.js';
import { upworkStandIn } from '../text/upwork-stand-in.js';
import { Confirm } from './confirm.js';
import { Overflow } from './overflow.js';
import { isSelect, Select } from './select.js';
import { useSurface } from './surface-context.js';

export interface ElementProps {
  readonly element: Json;
  readonly blockId: string;
  /** The name for screen readers of an element that has no words of its own. */
  readonly label: string;
  /** True for an input of a form, whose value is sent with the form. */
  readonly isQuiet?: boolean;
  /** Ids of the label, and of the hint and error, of an input. */
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
}

/** Draws an interactive element. @throws Error for a kind that is not known */
export function Element(props: ElementProps): ReactNode {
  const type = words(props.element.type);
  if (type === 'button' || type === 'icon_button') return <PressButton {...props} />;
  if (type === 'overflow') return <Overflow {...props} />;
  if (isSelect(type)) return <Select {...props} />;
  if (type === 'checkboxes' || type === 'radio_buttons') return <Choices {...props} />;
  if (type in FIELDS) return <Field {...props} />;
  throw new Error(`There is no ${type} element.`);
}

/** A button, which asks back first where it has to. */
export function PressButton({ element, blockId }: Pick<ElementProps, 'element' | 'blockId'>): ReactNode {
  const surface = useSurface();
  const { world } = useReading();
  const [isAsking, setAsking] = useState(false);
  const { style, url, value, accessibility_label: spoken, action_id: actionId, confirm } = element;
  const isBusy = surface.busy === `${blockId} ${actionId}`;
  const press = () => {
    if (isBusy) return;
    setAsking(false);
    void surface.press(blockId, element);
    if (words(url)) window.open(upworkStandIn(words(url), world), '_blank', 'noreferrer');
  };
  return (
    <>
      <button
        type="button"
        className={`button ${words(style)}`}
        data-action={words(actionId)}
        data-value={words(value) || undefined}
        aria-label={words(spoken) || undefined}
        aria-busy={isBusy}
        onClick={confirm === undefined ? press : () => setAsking(true)}
      >
        <Plain text={textOf(element.text)} />
      </button>
      {isAsking && <Confirm confirm={object(confirm)} onYes={press} onNo={() => setAsking(false)} />}
    </>
  );
}

const optionLabel = (part: Json): ReactNode =>
  part.type === 'mrkdwn' ? <Mrkdwn text={words(part.text)} /> : <Plain text={words(part.text)} />;

/** Checkboxes or radio buttons. */
function Choices({ element, blockId, label, labelledBy, describedBy, isQuiet = false }: ElementProps): ReactNode {
  const surface = useSurface();
  const say = useSlackUiWords();
  const isMany = element.type === 'checkboxes';
  const initial = isMany ? list(element.initial_options) : [element.initial_option].filter(Boolean).map(object);
  const given = surface.entered[blockId]?.[words(element.action_id)];
  const chosen = given === undefined ? initial : [given].flat().map(object);
  const isChosen = (option: Json) => chosen.some(({ value }) => value === option.value);
  const choose = (option: Json) => {
    const without = chosen.filter(({ value }) => value !== option.value);
    const many = isChosen(option) ? without : [...chosen, option];
    surface.enter(blockId, element, isMany ? many : option, !isQuiet);
  };
  return (
    <fieldset
      className="choices"
      aria-label={labelledBy ? undefined : label || say.choices}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      {list(element.options).map((option) => (
        <label key={words(option.value)}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={`${blockId} ${words(element.action_id)}`}
            checked={isChosen(option)}
            onChange={() => choose(option)}
          />
          <span>
            {optionLabel(object(option.text))}
            {option.description !== undefined && <small>{optionLabel(object(option.description))}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface FieldKind {
  readonly type: string;
  readonly initial: string;
  /** Turns the browser's value into Slack's, and back. */
  readonly toSlack?: (value: string) => unknown;
  readonly toBrowser?: (value: unknown) => string;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** A moment as `datetime-local` writes it. */
function localMoment(seconds: unknown): string {
  const at = new Date(Number(seconds) * 1000);
  const day = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
  return seconds ? `${day}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}` : '';
}

const FIELDS: Readonly<Record<string, FieldKind>> = {
  plain_text_input: { type: 'text', initial: 'initial_value' },
  email_text_input: { type: 'email', initial: 'initial_value' },
  url_text_input: { type: 'url', initial: 'initial_value' },
  number_input: { type: 'text', initial: 'initial_value' },
  datepicker: { type: 'date', initial: 'initial_date' },
  timepicker: { type: 'time', initial: 'initial_time' },
  datetimepicker: {
    type: 'datetime-local',
    initial: 'initial_date_time',
    toSlack: (value) => (value ? Math.floor(Date.parse(value) / 1000) : null),
    toBrowser: localMoment,
  },
};

/** A text, a number, a date or a time. */
function Field({
  element,
  blockId,
  label,
  labelledBy,
  describedBy,
  isInvalid,
  isQuiet = false,
}: ElementProps): ReactNode {
  const surface = useSurface();
  const say = useSlackUiWords();
  const kind = FIELDS[words(element.type)];
  if (!kind) return null;
  const { type, initial, toSlack = (value: string) => value || null, toBrowser = words } = kind;
  const given = surface.entered[blockId]?.[words(element.action_id)];
  const value = toBrowser(given === undefined ? element[initial] : given);
  const isTyped = type === 'text' || type === 'email' || type === 'url';
  const keep = (typed: string, tells: boolean) => surface.enter(blockId, element, toSlack(typed), tells);
  const shared = {
    value,
    'aria-label': labelledBy ? undefined : label || textOf(element.placeholder) || say.field,
    'aria-labelledby': labelledBy,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    'data-action': words(element.action_id),
    'data-block': blockId,
    placeholder: textOf(element.placeholder) || undefined,
    maxLength: Number(element.max_length) || undefined,
  };
  if (element.multiline) {
    return <textarea {...shared} rows={4} onChange={({ target }) => keep(target.value, false)} />;
  }
  return (
    <input
      {...shared}
      type={type}
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      onChange={({ target }) => keep(target.value, !isQuiet && !isTyped)}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && isTyped && !isQuiet && keep(currentTarget.value, true)}
    />
  );
}
