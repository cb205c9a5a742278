/** Whole numbers from 0 below `limit`, the same row for the same seed (mulberry32). */
export function seededNumbers(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

export function pick<One>(list: readonly One[], next: (limit: number) => number): One {
  const one = list[next(list.length)];
  if (one === undefined) throw new Error('Nothing to pick from.');
  return one;
}
