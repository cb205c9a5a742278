import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

/** Whether any operation of the document asks for this field of the root, under whatever alias, also through fragments. */
export function selectsAtRoot(document: DocumentNode, field: string): boolean {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const seen = new Set<string>();
  const selects = (set: SelectionSetNode): boolean =>
    set.selections.some((node) => {
      if (node.kind === Kind.FIELD) return node.name.value === field;
      if (node.kind === Kind.INLINE_FRAGMENT) return selects(node.selectionSet);
      const { value: name } = node.name;
      const spread = fragments.get(name);
      if (spread === undefined || seen.has(name)) return false;
      seen.add(name);
      return selects(spread);
    });
  return document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && selects(definition.selectionSet),
  );
}
