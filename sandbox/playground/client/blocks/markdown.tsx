import type { ReactNode } from 'react';
import { Kit } from './chart.js';

/** Draws a `markdown` block. */
export const Markdown = ({ text }: { readonly text: string }): ReactNode => <Kit block={{ type: 'markdown', text }} />;
