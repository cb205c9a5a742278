import { type AdminLevel, adminLevels } from '../../jurisdictions/directory.js';
import { channelLabels } from '../channel-labels.js';
import { type Channel, channels } from '../effective-item.js';
import { levelLabels } from './sheet-labels.js';

export type SheetColumn =
  | 'seq'
  | 'category'
  | 'tier1'
  | 'tier2'
  | 'elementName'
  | 'elementType'
  | 'elementRequired'
  | 'basisTitle'
  | 'basisNo'
  | 'basisClause'
  | 'deadline'
  | 'body'
  | `channel ${Channel}`
  | 'allSociety'
  | 'specific'
  | 'method'
  | `level ${AdminLevel}`
  | 'note'
  | 'applicability'
  | 'code'
  | 'identifier'
  | 'elementId'
  | 'reason';

export interface ColumnHead {
  readonly column: SheetColumn;
  /** The heading over several columns, and the column's own; one cell where the two are equal. */
  readonly over: string;
  readonly label: string;
  /** In characters of the printed page. */
  readonly width: number;
}

/** Table A.1 of DB31/T 1297—2021: its ten columns, the twelve boxes and the three levels, as they are printed. */
const printed: readonly ColumnHead[] = [
  { column: 'seq', over: '序号', label: '序号', width: 5 },
  { column: 'category', over: '类别', label: '类别', width: 10 },
  { column: 'tier1', over: '公开事项', label: '一级事项', width: 14 },
  { column: 'tier2', over: '公开事项', label: '二级事项', width: 18 },
  { column: 'elementName', over: '公开内容(要素)', label: '要素名称', width: 24 },
  { column: 'elementType', over: '公开内容(要素)', label: '类型', width: 12 },
  { column: 'elementRequired', over: '公开内容(要素)', label: '必备', width: 5 },
  { column: 'basisTitle', over: '公开依据', label: '文件全称', width: 30 },
  { column: 'basisNo', over: '公开依据', label: '文号', width: 18 },
  { column: 'basisClause', over: '公开依据', label: '条款', width: 12 },
  { column: 'deadline', over: '公开时限', label: '公开时限', width: 28 },
  { column: 'body', over: '公开主体', label: '公开主体', width: 20 },
  ...channels
    .filter((channel) => channel !== 'OTHER')
    .map((channel) => ({
      column: `channel ${channel}` as const,
      over: '公开渠道和载体',
      label: channelLabels[channel],
      width: 6,
    })),
  { column: 'allSociety', over: '公开对象', label: '全社会', width: 7 },
  { column: 'specific', over: '公开对象', label: '特定对象', width: 14 },
  { column: 'method', over: '公开方式', label: '主动公开', width: 7 },
  ...adminLevels.map((level) => ({
    column: `level ${level}` as const,
    over: '公开层级',
    label: levelLabels[level],
    width: 6,
  })),
];

/** What the printed table has no column for, to the right of the page: what a table that comes back is read by. */
const beside: readonly ColumnHead[] = [
  { column: 'channel OTHER', over: '系统栏目(不打印)', label: '其他渠道', width: 7 },
  { column: 'note', over: '系统栏目(不打印)', label: '备注', width: 24 },
  { column: 'applicability', over: '系统栏目(不打印)', label: '适用性', width: 8 },
  { column: 'code', over: '系统栏目(不打印)', label: '事项编码', width: 18 },
  { column: 'identifier', over: '系统栏目(不打印)', label: '英文标识', width: 22 },
  { column: 'elementId', over: '系统栏目(不打印)', label: '要素标识', width: 18 },
  { column: 'reason', over: '系统栏目(不打印)', label: '变更理由', width: 24 },
];

export const sheetColumns: readonly ColumnHead[] = [...printed, ...beside];

/** How many columns from the left are the printed table. */
export const printedColumns = printed.length;

export function columnIndex(column: SheetColumn): number {
  return indices.get(column) ?? -1;
}

const indices: ReadonlyMap<SheetColumn, number> = new Map(sheetColumns.map(({ column }, index) => [column, index]));

/** Rows above the first item: the title, what it is an export of, and two rows of headings. */
export const headRows = 4;

/** Whether a column holds one line of a list, so that its cells are never merged over the rows of an item. */
export function isListColumn(column: SheetColumn): boolean {
  return column.startsWith('element') || column.startsWith('basis');
}
