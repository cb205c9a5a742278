/** A name out of a closed list, read back from a text column; anything else means the table was written by a stranger. */
export function named<Name extends string>(names: readonly Name[], text: string): Name {
  const name = names.find((known) => known === text);
  if (name === undefined) throw new Error(`Not one of ${names.join(', ')}: ${text}`);
  return name;
}
