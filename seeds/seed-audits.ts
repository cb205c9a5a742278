import { exemptFunction } from '../src/modules/catalogue/audit/exempt-function.js';
import { listExemptions } from '../src/modules/catalogue/audit/list-exemptions.js';
import { recordCatalogueReview } from '../src/modules/catalogue/audit/record-catalogue-review.js';
import { readLastReviews } from '../src/modules/catalogue/audit/review-due.js';
import type { Actor } from '../src/modules/identity/actor.js';
import { newest, selectDivisions } from '../src/modules/jurisdictions/select-directory.js';
import { ManualClock } from '../src/platform/clock/clock.js';
import type { Database } from '../src/platform/db/database.js';
import { seededIds } from '../src/platform/ids/id-source.js';
import type { Seeded } from './seed-jurisdictions.js';

const city = '310000';
/** Every office of a street carries it: it says what kind of body it is, and nothing of what it does. */
const street = { function: 'STREET', reason: '街镇综合机关的标识，具体事项按各项职能分别公开(示例)' };

/** The city and its districts went through their catalogues in January 2026; their streets still have to. */
export async function seedAudits(db: Database, actor: Actor): Promise<Seeded> {
  const options = { clock: new ManualClock('2026-01-12T02:00:00Z'), ids: seededIds('demo audits') };
  const divisions = await selectDivisions(db, { at: newest });
  const upper = new Set(divisions.filter(({ level }) => level !== 'STREET').map(({ code }) => code));
  const fresh = (await readLastReviews(db, null)).filter((last) => upper.has(last.divisionCode) && !last.reviewed);
  for (const { divisionCode } of fresh) {
    const note = '逐项核对公开依据、时限和公开主体，无需调整(示例)。';
    await db.transaction((tx) => recordCatalogueReview(tx, actor, { divisionCode, note }), options);
  }
  const exempt = (await listExemptions(db, [city])).some((one) => one.function === street.function);
  if (!exempt) await db.transaction((tx) => exemptFunction(tx, actor, { divisionCode: city, ...street }), options);
  return { added: fresh.length + (exempt ? 0 : 1), skipped: upper.size - fresh.length + (exempt ? 1 : 0) };
}
