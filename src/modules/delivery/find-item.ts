import type { PublicContext } from './public-context.js';
import { type ItemView, itemView } from './views.js';

/** An item as it holds at a division; null where it is not seen there. */
export function findItem({ catalogue }: PublicContext, divisionCode: string, code: string): ItemView | null {
  const item = catalogue.effectiveItem(divisionCode, code);
  return item === undefined ? null : itemView(item);
}
