import type { KindField, KindFields, KindValue } from '../content/kinds/kind.js';

/** A kind's own field as readers get it, but for bodies: an empty list or null where nothing was given. */
export function kindFieldValue(
  fields: KindFields,
  name: string,
  type: Exclude<KindField['type'], 'bodies'>,
): KindValue {
  return fields[name] ?? (type === 'texts' || type === 'rows' ? [] : null);
}
