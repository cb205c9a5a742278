import { sheetLimits, unreadable } from './sheet-limits.js';

const endRecord = 0x06054b50;
const entryRecord = 0x02014b50;
const endLength = 22;
const longestComment = 65_535;
const mostParts = 200;

/**
 * Refuses an archive that unpacks to more than a workbook may hold, before anything is unpacked: the reader unpacks no
 * part beyond the size that the archive states for it, so every part must state one. Errors: BAD_USER_INPUT.
 */
export function checkArchive(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const parts = view.getUint16(end + 10, true);
  if (parts > mostParts) throw unreadable('文件所含部分过多，不是目录表格。');
  let unpacked = 0;
  let at = view.getUint32(end + 16, true);
  for (let part = 0; part < parts; part += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entryRecord) throw broken();
    const [packedSize, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    if (size === 0 && packedSize > 2) throw broken();
    // Sizes that stand beside the part and not here could be anything.
    if (packedSize === 0 && size > 0) throw broken();
    unpacked += size;
    if (unpacked > sheetLimits.unpacked) throw unreadable('文件展开后过大，不予处理。');
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** The last record of the archive: where its list of parts begins. The newer form for huge archives has no place here. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== endRecord) continue;
    const huge = view.getUint16(at + 10, true) === 0xffff || view.getUint32(at + 16, true) === 0xffffffff;
    if (huge || view.getUint32(at + 12, true) === 0xffffffff) throw broken();
    return at;
  }
  throw broken();
}

function broken(): Error {
  return unreadable('文件不是有效的 XLSX 表格。');
}
