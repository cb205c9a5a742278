import { answeringBodies } from '../jurisdictions/answering-bodies.js';
import { currentBody } from '../jurisdictions/current-body.js';
import type { Body } from '../jurisdictions/directory.js';
import type { PublishedVersion } from '../publication/published-version.js';
import type { PublicState } from './public-context.js';

/**
 * The body that answers for a record at the sequence that is read: its publisher, after a merger the heir, and where
 * the functions were split the heir that answers for the record's item (R-P06).
 */
export function bodyInCharge(
  { directory, catalogue }: PublicState,
  record: Pick<PublishedVersion, 'leadBodyId' | 'divisionCode' | 'itemCodes'>,
): Body {
  const current = currentBody(directory, record.leadBodyId);
  if (current.id === record.leadBodyId || directory.today === undefined) return current;
  const heirs = answeringBodies(directory, record.leadBodyId, directory.today);
  if (heirs.length < 2) return current;
  const inCharge = record.itemCodes.map(
    (code) => catalogue.effectiveItem(record.divisionCode, code)?.responsibility?.bodyId,
  );
  return heirs.find((heir) => inCharge.includes(heir.id)) ?? current;
}
