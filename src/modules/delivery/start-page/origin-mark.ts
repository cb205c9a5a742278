import type { FactOrigin } from '../../catalogue/effective-item.js';
import { type Html, html } from './html.js';

export const levelNames = { CITY: '市级', DISTRICT: '区级', STREET: '街镇级' } as const;

/** The level that a value comes from, in that level's colour and in words; filled where the reading division says it itself. */
export function originMark({ level, divisionCode }: FactOrigin, readAt: string): Html {
  const own = divisionCode === readAt;
  const word = own ? '本级' : `承自${levelNames[level]}`;
  return html`<span class="mark ${level.toLowerCase()}${own ? ' own' : ''}">${word}</span>`;
}
