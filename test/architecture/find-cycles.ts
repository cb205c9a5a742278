/**
 * The groups of files that import each other in a circle (Tarjan's strongly connected components), each sorted;
 * a file that imports itself is a group of one.
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: string[][] = [];

  function enter(file: string): number {
    const number = order.size;
    let low = number;
    order.set(file, number);
    stack.push(file);
    onStack.add(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, enter(target));
      else if (onStack.has(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === number) leave(file);
    return low;
  }

  function leave(file: string): void {
    const group = stack.splice(stack.indexOf(file));
    for (const member of group) onStack.delete(member);
    if (group.length > 1 || graph.get(file)?.includes(file)) cycles.push(group.sort());
  }

  for (const file of graph.keys()) if (!order.has(file)) enter(file);
  return cycles;
}
