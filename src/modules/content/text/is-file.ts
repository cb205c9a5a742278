import type { DraftAttachment } from '../draft.js';

const digest = /^sha256:[0-9a-f]{64}$/u;
const mediaType = /^[\w.+-]+\/[\w.+-]+$/u;

/** Whether what is said of a file can be true. */
export function isFile({ name, mediaType: type, size, sha256 }: DraftAttachment): boolean {
  return name.trim() !== '' && mediaType.test(type) && Number.isSafeInteger(size) && size >= 0 && digest.test(sha256);
}
