import { findTemplate } from '../src/modules/catalogue/templates/find-template.js';
import { issueTemplate } from '../src/modules/catalogue/templates/issue-template.js';
import type { TemplateRow } from '../src/modules/catalogue/templates/template.js';
import type { Actor } from '../src/modules/identity/actor.js';
import type { Database, TransactionOptions } from '../src/platform/db/database.js';
import { catalogueLines, columnsOf, type ItemLine } from './catalogue-data.js';
import { dataFile } from './data-file.js';
import type { Seeded } from './seed-jurisdictions.js';

const city = '310000';
const files = ['elderly-care', 'social-assistance', 'public-culture'];

/** A row that stands in the catalogue already is named by its code; any other is written out. */
type RowLine =
  | { readonly key: string; readonly item: string }
  | (Omit<ItemLine, 'code' | 'isLeaf' | 'category'> & {
      readonly key: string;
      readonly item?: undefined;
      readonly parent: string;
    });

interface TemplateLine {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  /** Each version says what it adds or changes, by key, and which keys it drops. */
  readonly versions: readonly {
    readonly note: string;
    readonly rows: readonly RowLine[];
    readonly dropped: readonly string[];
  }[];
}

/** The templates of three pilot fields, every version by the verb; versions that are there already stay. */
export async function seedTemplates(db: Database, actor: Actor, options: TransactionOptions = {}): Promise<Seeded> {
  let [added, skipped] = [0, 0];
  for (const file of files) {
    const template: TemplateLine = JSON.parse(dataFile(`templates/${file}.json`));
    const known = (await findTemplate(db, template.code))?.version ?? 0;
    skipped += Math.min(known, template.versions.length);
    for (const [index, { note }] of template.versions.entries()) {
      if (index < known) continue;
      const { code, name, field: pilotField } = template;
      const input = { divisionCode: city, code, name, pilotField, note, expectedVersion: index };
      const rows = templateRows(template, index);
      await db.transaction((tx) => issueTemplate(tx, actor, { ...input, rows }), options);
      added += 1;
    }
  }
  return { added, skipped };
}

/** All rows of a version, in the order in which they first came. */
function templateRows({ versions }: TemplateLine, upTo: number): TemplateRow[] {
  const rows = new Map<string, TemplateRow>();
  for (const version of versions.slice(0, upTo + 1)) {
    for (const line of version.rows) rows.set(line.key, rowOf(line));
    for (const key of version.dropped) rows.delete(key);
  }
  return [...rows.values()];
}

function rowOf(line: RowLine): TemplateRow {
  if (line.item === undefined) {
    const columns = columnsOf({ ...line, code: line.key, isLeaf: true, category: 'KEY_WORK' });
    return { key: line.key, itemCode: null, parentCode: line.parent, identifier: line.idEn, columns };
  }
  const item = catalogueLines().find((one) => one.code === line.item);
  if (item?.parent === undefined) throw new Error(`The catalogue has no leaf ${line.item} for a template.`);
  return {
    key: line.key,
    itemCode: item.code,
    parentCode: item.parent,
    identifier: item.idEn,
    columns: columnsOf(item),
  };
}
