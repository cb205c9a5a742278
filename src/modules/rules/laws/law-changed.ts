import type { NewEvent } from '../../../platform/outbox/append-event.js';

/** What tells the worker that a text is no longer what its citers relied on. */
export const lawChangedTopic = 'law.changed';

export type LawChange = 'AMENDED' | 'REPEALED';

/** `version` is the newest one: that which came, or that which was repealed. */
export function lawChanged(lawId: string, version: number, change: LawChange): NewEvent {
  return { topic: lawChangedTopic, key: `${lawId}@${version}:${change}`, payload: { lawId, version, change } };
}
