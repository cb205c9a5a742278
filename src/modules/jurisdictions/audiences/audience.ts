/** A described group of people (特定对象) to whom a division addresses information, e.g. 本区散居孤儿监护人 (CAT-14). */
export interface Audience {
  /** What the keys of consumers name. */
  readonly id: string;
  readonly divisionCode: string;
  /** Who belongs to it, in the words of the catalogue's column. */
  readonly description: string;
}
