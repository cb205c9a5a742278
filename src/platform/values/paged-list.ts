/** As much of a list as a page needs; arrays have it too. Both ends of a slice count from 0. */
export interface PagedList<T> {
  readonly length: number;
  slice(start?: number, end?: number): T[];
  findIndex(test: (one: T) => boolean): number;
}
