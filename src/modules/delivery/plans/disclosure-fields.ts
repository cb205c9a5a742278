import type { PlannedField, Row } from '../../../platform/plans/plan-source.js';
import { kinds } from '../../content/kinds/kinds.js';
import { textsOf } from '../../content/kinds/texts-of.js';
import type { KindField } from '../../content/kinds/kind.js';
import type { VersionColumn, VersionRow } from '../../publication/version-row.js';
import { bodyInCharge } from '../body-in-charge.js';
import { attachmentViews, canonicalUrl, richText } from '../disclosure-views.js';
import { kindFieldValue } from '../kind-field-value.js';
import type { PublicContext } from '../public-context.js';

type Planned = PlannedField<PublicContext>;

/** Rows come with the columns that the fields name: the statement is made of nothing else. */
function has<Column extends VersionColumn>(
  row: Row,
  columns: readonly Column[],
): row is Pick<VersionRow, Column> & Row {
  return columns.every((column) => column in row);
}

function value<Column extends VersionColumn>(
  columns: readonly Column[],
  read: (row: Pick<VersionRow, Column>, context: PublicContext) => unknown,
): Planned {
  return {
    kind: 'value',
    columns,
    read: (row, context) => {
      if (!has(row, columns)) throw new Error(`A row lacks ${columns.join(', ')}.`);
      return read(row, context);
    },
  };
}

function resident<Column extends VersionColumn>(
  { type, isList = false }: { readonly type: string; readonly isList?: boolean },
  columns: readonly Column[],
  keys: (row: Pick<VersionRow, Column>, context: PublicContext) => readonly string[],
): Planned {
  return {
    kind: 'resident',
    columns,
    type,
    isList,
    keys: (row, context) => {
      if (!has(row, columns)) throw new Error(`A row lacks ${columns.join(', ')}.`);
      return keys(row, context);
    },
  };
}

const itemKey = (divisionCode: string, code: string): string => `${divisionCode}/${code}`;

/** What every kind has. Relations and versions are not here: they are statements of their own. */
const shared: Readonly<Record<string, Planned>> = {
  id: value(['id'], (row) => row.id),
  indexNo: value(['index_no'], (row) => row.index_no),
  kind: value(['kind'], (row) => row.kind),
  version: value(['version'], (row) => row.version),
  digest: value(['digest'], (row) => row.digest),
  sequence: value(['sequence'], (row) => row.sequence),
  title: value(['title'], (row) => row.title),
  summary: value(['summary'], (row) => row.summary),
  keywords: value(['keywords'], (row) => row.keywords),
  content: value(['html', 'text'], richText),
  elements: value(['elements'], (row) => row.elements),
  attachments: value(['id', 'attachments'], (row, { publicUrl }) => attachmentViews(row, publicUrl)),
  division: resident({ type: 'Division' }, ['division_code'], (row) => [row.division_code]),
  responsibleBody: resident({ type: 'Body' }, ['lead_body_id', 'division_code', 'item_codes'], (row, context) => {
    const record = { leadBodyId: row.lead_body_id, divisionCode: row.division_code, itemCodes: row.item_codes };
    return [bodyInCharge(context, record).id];
  }),
  originBody: resident({ type: 'Body' }, ['origin_body_id'], (row) => [row.origin_body_id]),
  item: resident({ type: 'CatalogueItem' }, ['division_code', 'item_codes'], (row) =>
    row.item_codes.slice(0, 1).map((code) => itemKey(row.division_code, code)),
  ),
  items: resident({ type: 'CatalogueItem', isList: true }, ['division_code', 'item_codes'], (row) =>
    row.item_codes.map((code) => itemKey(row.division_code, code)),
  ),
  attribute: value([], () => 'PROACTIVE'),
  mode: value(['mode'], (row) => row.mode),
  validity: value(['validity'], (row) => row.validity),
  formedAt: value(['formed_at'], (row) => row.formed_at),
  issuedAt: value(['issued_at'], (row) => row.issued_at),
  publishedAt: value(['first_published_at'], (row) => new Date(row.first_published_at)),
  updatedAt: value(['published_at'], (row) => new Date(row.published_at)),
  canonicalUrl: value(['id'], (row, { publicUrl }) => canonicalUrl(row.id, publicUrl)),
};

function ownField(name: string, { type }: KindField): Planned {
  if (type === 'bodies') {
    return resident({ type: 'Body', isList: true }, ['fields'], ({ fields }) => textsOf(fields[name]));
  }
  return value(['fields'], ({ fields }) => kindFieldValue(fields, name, type));
}

/** By GraphQL type: a kind's definition also says how its own fields are read. */
const byType = new Map<string, Readonly<Record<string, Planned>>>(
  kinds.map((kind) => [
    kind.typeName,
    {
      ...shared,
      ...Object.fromEntries(Object.entries(kind.fields).map(([name, field]) => [name, ownField(name, field)])),
    },
  ]),
);

export function plannedFields(typeName: string): Readonly<Record<string, Planned>> {
  return byType.get(typeName) ?? {};
}

/** Types of rows in a kind's own lists, e.g. Material: values without resolvers. */
export const rowTypes: readonly string[] = kinds.flatMap((kind) =>
  Object.values(kind.fields).flatMap((field) => (field.type === 'rows' ? [field.rowName] : [])),
);
