import { z } from 'zod';
import type { Tx } from '../../../platform/db/tx.js';
import type { Handler } from '../../../platform/outbox/handler.js';
import { selectDivisions, newest } from '../../jurisdictions/select-directory.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { citedVersion, type Law, newestOf } from '../../rules/laws/law.js';
import { lawChangedTopic } from '../../rules/laws/law-changed.js';
import { loadLaws } from '../../rules/laws/load-laws.js';
import { explain, packFor } from '../../rules/packs.js';
import { printCitation } from '../../rules/print-term.js';
import { findOpenTasks } from '../../tasks/find-open-tasks.js';
import { type NewTask, openTasks } from '../../tasks/open-tasks.js';
import { readCitations, type StatedBases } from './read-citations.js';

const changeOf = z.object({ lawId: z.string(), version: z.number(), change: z.enum(['AMENDED', 'REPEALED']) });
type Change = z.infer<typeof changeOf>;

/**
 * CAT-19: after a text was amended or repealed, one task for each leaf that cites it, for the division that states it;
 * of what was retired, for those below that keep it (R-I12). Titles, short titles and numbers count as they are
 * compared where bases are checked.
 */
export const openLawAdjustments: Handler = {
  name: 'catalogue.open-law-adjustments',
  topics: [lawChangedTopic],
  handle: async (tx, event) => {
    const change = changeOf.parse(event.payload);
    // Two changes that touch one leaf follow each other: each adds to what the other left in its task.
    await tx.sql(`select pg_advisory_xact_lock(hashtextextended('catalogue.law-adjustments', 0))`);
    const { laws } = await loadLaws(tx, shanghaiDate(tx.clock.now()));
    const law = laws.find((one) => one.id === change.lawId);
    if (law === undefined) throw new Error(`There is no law ${change.lawId}.`);
    await openTasks(tx, await adjustmentsOf(tx, law, change));
  },
};

async function adjustmentsOf(tx: Tx, law: Law, change: Change): Promise<NewTask[]> {
  const citing = (await readCitations(tx)).flatMap((stated) => {
    const bases = [...stated.bases, ...stated.leftAbove].filter((basis) => citedVersion(law, basis) !== undefined);
    return bases.length === 0 ? [] : { ...stated, bases };
  });
  const packs = new Map((await selectDivisions(tx, { at: newest })).map(({ code, pack }) => [code, pack]));
  const open = await findOpenTasks(tx, 'LAW_ADJUSTMENT', citing.map(subjectOf));
  const cause = `${law.id}@${change.version}${change.change === 'REPEALED' ? ':REPEALED' : ''}`;
  return citing.map((stated): NewTask => {
    const { divisionCode, itemCode } = stated;
    const subject = subjectOf(stated);
    const before = open.get(subject)?.details['laws'];
    // One task for each leaf: what was to be adjusted already is not forgotten for what comes on top.
    const earlier = z.array(changedLaw).catch([]).parse(before);
    const changed = describe(law, change, stated);
    const laws = [...earlier.filter((one) => one.lawId !== law.id), changed];
    const pack = packs.get(divisionCode);
    return {
      kind: 'LAW_ADJUSTMENT',
      subject,
      cause,
      divisionCode,
      details: { itemCode, laws },
      why: pack === undefined ? null : explainChange(pack, changed),
    };
  });
}

const changedLaw = z.object({
  lawId: z.string(),
  version: z.number(),
  change: changeOf.shape.change,
  title: z.string(),
  docNo: z.string(),
  note: z.string().nullable(),
  /** As the leaf cites it. */
  cited: z.array(z.string()),
});
type ChangedLaw = z.infer<typeof changedLaw>;

function describe(law: Law, { version, change }: Change, { bases }: StatedBases): ChangedLaw {
  const { title, docNo, note } = newestOf(law);
  const cited = [...new Set(bases.map(printCitation))];
  return { lawId: law.id, version, change, title, docNo, note, cited };
}

function explainChange(pack: string, { title, docNo, change, cited }: ChangedLaw): NewTask['why'] {
  const what = change === 'REPEALED' ? '已废止' : '已修订';
  const text = `公开依据《${title}》(${docNo})${what}，请核对并调整本事项的依据。`;
  return explain(packFor(pack), 'CAT-19', { inputs: cited.map((value) => ({ name: '公开依据', value })), text });
}

function subjectOf({ divisionCode, itemCode }: Pick<StatedBases, 'divisionCode' | 'itemCode'>): string {
  return `${divisionCode}/${itemCode}`;
}
