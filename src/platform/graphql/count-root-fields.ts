import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** How often a valid operation selects one of these fields of its root type: every alias counts, and every spread. */
export function countRootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  names: ReadonlySet<string>,
): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  // Each fragment is counted once, however often it is spread: they may double thirty times.
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const selection = fragments.get(name);
    const count = known.get(name) ?? (selection === undefined ? 0 : countIn(selection));
    known.set(name, count);
    return count;
  };
  const countIn = ({ selections }: SelectionSetNode): number =>
    selections.reduce((count, node) => {
      if (node.kind === Kind.FIELD) return count + (names.has(node.name.value) ? 1 : 0);
      if (node.kind === Kind.FRAGMENT_SPREAD) return count + ofFragment(node.name.value);
      return count + countIn(node.selectionSet);
    }, 0);
  return countIn(operation.selectionSet);
}
