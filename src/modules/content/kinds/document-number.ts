// Brackets in use for the year: six-cornered, square, round and lenticular, half and full width.
const open = String.raw`[\u3014\uff3b[(\uff08\u3010]`;
const close = String.raw`[\u3015\uff3d\])\uff09\u3011]`;
const numbered = new RegExp(
  String.raw`^(?<agency>[^\s\d]\S*?)\s*${open}(?<year>\d{4})${close}\s*第?(?<number>\d+)\s*号$`,
  'u',
);
const serial = /^(?<agency>\S.*?)\s*第\s*(?<number>[\d〇零一二三四五六七八九十百]+)\s*号$/u;
const wideDigit = /[\uff10-\uff19]/gu;

/**
 * A document number in its one form: `机关代字〔年份〕n号`, six-cornered brackets, no 第, no leading zero
 * (GB/T 9704—2012, 7.2.5); orders and notices without a year in brackets keep `…第n号`. Null for anything else.
 */
export function normaliseDocumentNumber(text: string): string | null {
  const plain = text.trim().replace(wideDigit, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const parts = numbered.exec(plain)?.groups;
  if (parts !== undefined) return `${parts.agency}〔${parts.year}〕${withoutZeros(parts.number)}号`;
  const ordered = serial.exec(plain)?.groups;
  return ordered === undefined ? null : `${ordered.agency}第${withoutZeros(ordered.number)}号`;
}

function withoutZeros(digits: string | undefined): string {
  return (digits ?? '').replace(/^0+(?=\d)/u, '');
}
