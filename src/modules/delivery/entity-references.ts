import type { PublishedVersion } from '../publication/published-version.js';
import { kinds } from '../content/kinds/kinds.js';
import { recordId } from './loaders.js';
import type { PublicContext } from './public-context.js';
import { type BodyView, type DivisionView, divisionView, type ItemView, itemView } from './views.js';

type Entity = DivisionView | BodyView | ItemView | PublishedVersion;
type Reference = Readonly<Record<string, unknown>>;
type ResolveReference = (reference: Reference, context: PublicContext) => Promise<Entity | null> | Entity | null;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * How a gateway's references become entities: in memory, or through the loaders of the request,
 * so that a call with many representations costs one statement. Unknown ones are null.
 */
export const entityReferences: Readonly<Record<string, ResolveReference>> = {
  Division: (reference, { directory }) => {
    const division = directory.division(text(reference['code']));
    return division === undefined ? null : divisionView(division);
  },
  Body: (reference, { directory }) => directory.body(recordId(text(reference['id'])) ?? '') ?? null,
  CatalogueItem: (reference, { catalogue }) => {
    const division = reference['division'];
    const code = division !== null && typeof division === 'object' && 'code' in division ? text(division.code) : '';
    const item = catalogue.effectiveItem(code, text(reference['code']));
    return item === undefined ? null : itemView(item);
  },
  ...Object.fromEntries(
    kinds.map((kind): [string, ResolveReference] => [
      kind.typeName,
      async (reference, { loaders }) => {
        const id = recordId(text(reference['id']));
        const found = id === null ? null : await loaders.disclosure.load(id);
        return found?.kind === kind.kind ? found : null;
      },
    ]),
  ),
};
