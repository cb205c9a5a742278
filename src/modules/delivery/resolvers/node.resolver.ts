import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { badInput } from '../../../platform/errors/app-error.js';
import { findNode, type NodeView } from '../find-node.js';
import type { PublicContext } from '../public-context.js';
import { NodeType } from '../types/node.type.js';

const mostNodes = 100;

@Resolver(() => NodeType)
export class NodeResolver {
  @Query(() => NodeType, { nullable: true })
  node(@Arg('id', () => ID) id: string, @Ctx() context: PublicContext): Promise<NodeView | null> {
    return findNode(context, id);
  }

  @Query(() => [NodeType], { nullable: 'items' })
  nodes(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: PublicContext): Promise<(NodeView | null)[]> {
    if (ids.length > mostNodes) throw badInput(`At most ${mostNodes} ids at once.`, { found: ids.length });
    return Promise.all(ids.map((id) => findNode(context, id)));
  }
}
