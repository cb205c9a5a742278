/**
 * Search keys of a folded text: every single character and every pair of neighbours, each once, as 32-bit numbers.
 * Characters are code points, so 𠮷 is one. Pairs are hashed: two pairs may share a number, so whoever looks up by these
 * keys gets every match and must still look into the text itself.
 */
export function textGrams(folded: string): number[] {
  const grams = new Set<number>();
  let before: number | null = null;
  for (const character of folded) {
    const point = codePoint(character);
    if (character === ' ' || character === '\n') {
      before = null;
      continue;
    }
    grams.add(point);
    if (before !== null) grams.add(pairKey(before, point));
    before = point;
  }
  return [...grams];
}

/** The keys that every text containing the words has: the pairs of each, or the character itself where it is only one. */
export function termGrams(term: string): number[] {
  return [...new Set(term.split(' ').flatMap(wordGrams))];
}

function wordGrams(word: string): number[] {
  const points = Array.from(word, codePoint);
  const [only] = points;
  if (points.length === 1 && only !== undefined) return [only];
  return points.slice(1).map((point, index) => pairKey(points[index] ?? 0, point));
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** Mixed so that neighbouring pairs spread; a signed 32-bit number, as the database's `int` holds. */
function pairKey(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  return mixed ^ (mixed >>> 15);
}
