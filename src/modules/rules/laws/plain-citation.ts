/** A title as it is stored and compared: without the brackets that editors type around it. */
export function plainTitle(text: string): string {
  return text
    .trim()
    .replace(/^《(.*)》$/u, '$1')
    .trim();
}

/** Brackets, dashes and widths vary from keyboard to keyboard; the number is the same. */
export function plainNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s]/gu, '')
    .replace(/[〔[(【]/gu, '〔')
    .replace(/[〕\])】]/gu, '〕')
    .replace(/[—–―-]+/gu, '-')
    .toUpperCase();
}
