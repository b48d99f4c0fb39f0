import type { ReactNode } from 'react';

/** Colours by place in the list of people; each is dark enough for white letters. */
const COLOURS = ['#7a3e9d', '#b3261e', '#0b6e99', '#8a5a00', '#2e7d32', '#5d4037'];

interface Props {
  readonly name: string;
  readonly index: number;
}

/** A person's initials on a colour. */
export const Avatar = ({ name, index }: Props): ReactNode => (
  <span className="avatar" aria-hidden="true" style={{ background: COLOURS[index % COLOURS.length] }}>
    {name
      .split(' ')
      .map(([first = '']) => first)
      .join('')
      .slice(0, 2)}
  </span>
);

/** The app's icon. */
export const AppIcon = (): ReactNode => <img className="avatar" src="/icon.svg" alt="" />;
