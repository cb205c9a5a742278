import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/**
 * A validation rule: the standard ones let an operation pass whose kind the schema does not have at all,
 * and its execution then fails as if the fault were ours.
 */
export function offeredOperations(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`This schema has no ${node.operation}.`, { nodes: node }));
    },
  };
}
