import { type DocumentNode, visit } from 'graphql';
import { checkString } from '../http/strict-json.js';

/**
 * Strings in the text of an operation have escapes of their own, which spell what the text itself may not hold.
 * Errors: BAD_REQUEST.
 */
export function checkLiterals(document: DocumentNode): void {
  visit(document, { StringValue: (node) => checkString(node.value) });
}
