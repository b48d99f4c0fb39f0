import { type ReactNode, useState } from 'react';
import * as api from '../api.js';

const SPANS: readonly (readonly [hours: number, label: string])[] = [
  [1, 'Skip an hour'],
  [6, 'Skip 6 hours'],
  [24, 'Skip a day'],
];

/** Lets time pass. */
export function TimePanel(): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const skip = async (hours: number) => {
    setBusy(true);
    const { trouble } = await api.skip(hours);
    setBusy(false);
    setSaid(trouble ?? 'Done. What was waiting for that time happens now.');
  };
  return (
    <div className="time-panel">
      <p>
        Undo windows, reminders, questions to colleagues and deadlines wait for their time. Skipping makes everything
        that is stored older, here and on the marketplace; no clock is changed, and the messages keep their times. In
        this demo reminders come at any hour, unless Olga sets working hours.
      </p>
      <div className="actions">
        {SPANS.map(([hours, label]) => (
          <button
            key={hours}
            type="button"
            data-skip={hours}
            className="button"
            disabled={isBusy}
            onClick={() => void skip(hours)}
          >
            {label}
          </button>
        ))}
      </div>
      <p className="said" role="status">
        {isBusy ? 'Time passes…' : said}
      </p>
    </div>
  );
}
