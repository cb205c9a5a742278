import { z } from 'zod';
import { achieve, actWith } from './flow-act.js';
import type { TestApp } from './test-app.js';

const shape = z.object({ edition: z.object({ id: z.string(), publishedSequence: z.string().nullable() }) });

/** Whether what this division of the demo city changes waits for the level above. */
export function isBelow(divisionCode: string): boolean {
  return divisionCode !== '310000';
}

/** Who approves for the level above a division: the city for districts, Putuo for its streets. */
export function approverOf(divisionCode: string): string {
  return divisionCode.length === 6 ? 'city-approver' : 'putuo-approver';
}

/**
 * Changes the catalogue of a lower level as the level above asks: what `propose` puts into an edition is submitted,
 * approved and published. Gives what it gave, and the sequence of the publication.
 */
export async function byEdition<Proposed>(
  app: TestApp,
  { token, divisionCode }: { readonly token: string; readonly divisionCode: string },
  propose: (editionId: string) => Promise<Proposed>,
): Promise<{ readonly proposed: Proposed; readonly editionId: string; readonly sequence: string }> {
  const step = async (mutation: string, input: object): Promise<z.infer<typeof shape>['edition']> => {
    const fields = 'edition { id publishedSequence }';
    const { payload, told, code } = await actWith(app, token, { mutation, input, fields });
    if (code !== null || told.length > 0) throw new Error(`${mutation}: ${code ?? ''} ${JSON.stringify(told)}`);
    return shape.parse(payload).edition;
  };
  const { id: editionId } = await step('openEdition', { divisionCode, title: '目录修订(示例)' });
  const proposed = await propose(editionId);
  await step('submitEdition', { editionId });
  for (const mutation of ['reviewEdition', 'approveEdition']) {
    await achieve(app, approverOf(divisionCode), { mutation, input: { editionId }, shape: z.object({}) });
  }
  const { publishedSequence } = await step('publishEdition', { editionId });
  return { proposed, editionId, sequence: publishedSequence ?? '' };
}
