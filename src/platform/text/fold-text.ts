/** Marks that join the character before them, so that both are folded together. */
const joining = '\\p{M}\\uFF9E\\uFF9F\\u1160-\\u11FF';
const cluster = new RegExp(`[^${joining}][${joining}]*|[${joining}]+`, 'gu');

const brackets = new Map([
  ['〔', '['],
  ['〕', ']'],
  ['【', '['],
  ['】', ']'],
  ['〖', '['],
  ['〗', ']'],
  ['⟦', '['],
  ['⟧', ']'],
  ['〈', '['],
  ['〉', ']'],
  ['(', '['],
  [')', ']'],
]);
const bracket = /[〔〕【】〖〗⟦⟧〈〉()]/gu;

/**
 * The one form in which texts and search words are compared: compatibility forms are one (full-width digits, ligatures),
 * letters are lower case, every bracket of a document number is the same bracket, and white space is one space.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[\s\0]+/gu, ' ')
    .replace(bracket, (found) => brackets.get(found) ?? found);
}

/** A document number without its spaces: 沪府发〔2026〕1 号 and 沪府发(2026)1号 are the same. */
export function foldNumber(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

const quotedOrWord = /(?<=^|\s)["“\uFF02]([^"“”\uFF02]*)["”\uFF02](?=\s|$)|\S+/gu;

/**
 * The words of a query, folded: parted by white space, each once, in order. What stands between quotation marks is one
 * phrase with its spaces; inside a word such a mark is a character like any other.
 */
export function foldTerms(query: string): string[] {
  const terms = [...query.matchAll(quotedOrWord)].flatMap(([word, phrase]) =>
    phrase === undefined ? foldText(word).split(' ') : [foldText(phrase).trim()],
  );
  return [...new Set(terms)].filter((term) => term !== '');
}

export interface FoldedText {
  readonly folded: string;
  /** For every UTF-16 unit of `folded`: where the character it came from starts in the text … */
  readonly starts: readonly number[];
  /** … and where it ends. */
  readonly ends: readonly number[];
}

/** The folded form together with the way back to the text as written, for marking what was found. */
export function foldWithOffsets(text: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (const match of text.matchAll(cluster)) {
    const whole = foldText(match[0]);
    // White space that was already written as one space takes no second one.
    const piece = whole.startsWith(' ') && folded.endsWith(' ') ? whole.slice(1) : whole;
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    folded += piece;
  }
  return { folded, starts, ends };
}
