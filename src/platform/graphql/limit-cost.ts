import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { AppError } from '../errors/app-error.js';
import { graphqlError } from './format-error.js';
import { checkOperationCost, type OperationLimits } from './operation-limits.js';

/**
 * Refuses a valid operation before it runs, by its estimated cost. `listSizes`, by `Type.field`, tells how many members
 * to count for a plain list that is longer than most.
 */
export function limitCost(
  limits: OperationLimits,
  listSizes: Readonly<Record<string, number>>,
): ApolloServerPlugin<BaseContext> {
  const passed = new Passed();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, request, operation }) => {
        // Also called when no operation has the name that was asked for: the server refuses that next.
        if (!operation) return;
        const { variables = {}, operationName } = request;
        const named = operationName === undefined ? {} : { operationName };
        const shape = variablesShape(schema, operation, variables);
        if (shape !== null && passed.has(document, `${operationName ?? ''} ${shape}`)) return;
        try {
          checkOperationCost({ schema, document, variables, listSizes, ...named }, limits);
          if (shape !== null) passed.add(document, `${operationName ?? ''} ${shape}`);
        } catch (error) {
          throw error instanceof AppError ? graphqlError(error) : error;
        }
      },
    }),
  };
}

const mostShapes = 100;

/** Operations that cost little enough, by all that their cost depends on. */
class Passed {
  readonly #shapes = new WeakMap<DocumentNode, Set<string>>();

  has(document: DocumentNode, shape: string): boolean {
    return this.#shapes.get(document)?.has(shape) === true;
  }

  add(document: DocumentNode, shape: string): void {
    const shapes = this.#shapes.get(document) ?? new Set();
    if (shapes.size < mostShapes) this.#shapes.set(document, shapes.add(shape));
  }
}

/** What an estimate can see of the variables: numbers, truth values, lengths of lists. Null where they do not fit. */
function variablesShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): string | null {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 1 });
  if (coerced === undefined) return null;
  return JSON.stringify(
    Object.entries(coerced).map(([name, value]) => {
      if (typeof value === 'number' || typeof value === 'boolean') return [name, value];
      return [name, Array.isArray(value) ? `${value.length} members` : typeof value];
    }),
  );
}
