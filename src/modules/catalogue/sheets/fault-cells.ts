import type { UserError } from '../../../platform/errors/user-errors.js';
import { explain, type Pack } from '../../rules/packs.js';
import { cellName } from './cell-text.js';
import type { SheetFault } from './read-sheet.js';
import type { SheetChange } from './sheet-change.js';
import { columnIndex, type SheetColumn } from './sheet-columns.js';

const ofElement: Readonly<Record<string, SheetColumn>> = {
  id: 'elementId',
  name: 'elementName',
  type: 'elementType',
  values: 'elementType',
  required: 'elementRequired',
};
const ofBasis: Readonly<Record<string, SheetColumn>> = {
  title: 'basisTitle',
  docNo: 'basisNo',
  clause: 'basisClause',
};
const ofItem: Readonly<Record<string, SheetColumn>> = {
  name: 'tier2',
  elements: 'elementName',
  bases: 'basisTitle',
  deadline: 'deadline',
  responsibility: 'body',
  channels: 'channel GOVERNMENT_WEBSITE',
  audience: 'specific',
  levels: 'level CITY',
  note: 'note',
  code: 'code',
  category: 'category',
  identifier: 'identifier',
  parentCode: 'tier1',
  reason: 'reason',
  itemCode: 'code',
};

/** The cell that a refusal of a verb is about: its path names the field, and of a list the line. */
export function faultOf(change: SheetChange, error: UserError): SheetFault {
  const { rule = null, code, message, explanation } = error;
  return {
    cell: cellOf(change, error.path),
    code,
    rule,
    message,
    ...(explanation === undefined ? {} : { explanation }),
  };
}

/** Every fault answers "why": those that a verb has not explained get the clause of their rule. */
export function explainFault(pack: Pack, { inputs = [], ...fault }: SheetFault): SheetFault {
  if (fault.rule === null || fault.explanation !== undefined) return fault;
  return { ...fault, explanation: explain(pack, fault.rule, { inputs, text: fault.message }) };
}

function cellOf(change: SheetChange, path: readonly string[]): string {
  const [field = '', line = '', part = ''] = path.filter((step) => step !== 'value' && step !== 'columns');
  const { elementRows, basisRows, row } = change.row;
  if (/^\d+$/.test(line) && (field === 'elements' || field === 'bases')) {
    const rows = field === 'elements' ? elementRows : basisRows;
    const columns = field === 'elements' ? ofElement : ofBasis;
    const place = rows[change.skipped + Number(line)] ?? row;
    return cellName(place, columnIndex(columns[part] ?? ofItem[field] ?? change.column));
  }
  const isColumn = ofItem[field] !== undefined && field !== 'itemCode';
  return cellName(row, columnIndex(isColumn ? (ofItem[field] ?? change.column) : change.column));
}
