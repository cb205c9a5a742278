/** The enum object that GraphQL registration wants, from the one list of names that everything else uses. */
export function enumOf<Name extends string>(names: readonly Name[]): { readonly [Key in Name]: Key } {
  const entries = names.map((name) => [name, name] as const);
  return Object.freeze(Object.fromEntries(entries)) as { readonly [Key in Name]: Key };
}
