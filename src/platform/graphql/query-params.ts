import { AppError } from '../errors/app-error.js';
import { checkString, parseStrictText } from '../http/strict-json.js';

const jsonParams: ReadonlySet<string> = new Set(['variables', 'extensions']);

/**
 * The parameters of a GET request. They pass the same checks as bodies: percent-escapes and the JSON inside them can
 * spell what a body may not. Errors: BAD_REQUEST, also for escapes that are not UTF-8, which the usual readers of
 * query strings replace in silence.
 */
export function queryParams(url: string): Readonly<Record<string, unknown>> {
  const at = url.indexOf('?');
  const search = at < 0 ? '' : url.slice(at + 1);
  checkEscapes(search);
  const params: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    checkString(value);
    params[name] = jsonParams.has(name) ? jsonOf(name, value) : value;
  }
  return params;
}

function checkEscapes(search: string): void {
  try {
    decodeURIComponent(search);
  } catch {
    throw new AppError('BAD_REQUEST', 'The query string has percent-escapes that are not UTF-8.');
  }
}

function jsonOf(name: string, text: string): unknown {
  try {
    return parseStrictText(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('BAD_REQUEST', `The parameter ${name}: ${error.message}`);
  }
}
