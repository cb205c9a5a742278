/** Codes that the system gives to local items: `{parent}-L{division}-{nn}` (R-I11). Nobody else uses the form. */
const localCode = /-L\d+-\d+$/;

export function isLocalCode(code: string): boolean {
  return localCode.test(code);
}
