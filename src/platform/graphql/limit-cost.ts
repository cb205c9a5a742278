import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
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
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, request, operation }) => {
        // Also called when no operation has the name that was asked for: the server refuses that next.
        if (!operation) return;
        const { variables = {}, operationName } = request;
        const named = operationName === undefined ? {} : { operationName };
        try {
          checkOperationCost({ schema, document, variables, listSizes, ...named }, limits);
        } catch (error) {
          throw error instanceof AppError ? graphqlError(error) : error;
        }
      },
    }),
  };
}
