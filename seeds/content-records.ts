import { z } from 'zod';
import type { ContentRecord } from './seed-contents.js';
import { dataFile } from './data-file.js';
import { stableId } from './stable-id.js';

const common = {
  key: z.string(),
  slugOfBody: z.string(),
  items: z.array(z.string()),
  title: z.string(),
  summary: z.string(),
  keywords: z.array(z.string()),
  html: z.string(),
  elements: z.record(z.string(), z.string()),
  formedAt: z.string(),
};

const guide = z.object({ ...common, fields: z.record(z.string(), z.unknown()) });

const policy = z.object({
  ...common,
  issuedAt: z.string(),
  docNo: z.string(),
  genre: z.string(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  issuers: z.array(z.string()),
  attribute: z.enum(['PROACTIVE', 'ON_APPLICATION', 'NOT_DISCLOSED']),
  attributeReason: z.string().nullish(),
  relations: z
    .array(z.object({ type: z.enum(['REPEALS', 'AMENDS', 'FORWARDS', 'IMPLEMENTS']), target: z.string() }))
    .optional(),
});

/** The demo's guides and policy documents, in the order they are released. */
export function contentRecords(): readonly ContentRecord[] {
  const guides = z.array(guide).parse(JSON.parse(dataFile('guides.json')));
  const policies = z.array(policy).parse(JSON.parse(dataFile('policies.json')));
  const records: ContentRecord[] = [
    ...guides.map((entry) => ({
      ...entry,
      kind: 'SERVICE_GUIDE' as const,
      issuedAt: null,
      attribute: 'PROACTIVE' as const,
      attributeReason: null,
      relations: [],
      releaseAt: releaseAfter(entry.formedAt),
    })),
    ...policies.map((entry) => ({
      ...entry,
      kind: 'POLICY_DOCUMENT' as const,
      fields: {
        docNo: entry.docNo,
        genre: entry.genre,
        issuers: entry.issuers.map((slug) => stableId('body', slug)),
        effectiveFrom: entry.effectiveFrom,
        effectiveTo: entry.effectiveTo,
      },
      attributeReason: entry.attributeReason ?? null,
      relations: entry.relations ?? [],
      releaseAt: releaseAfter(entry.issuedAt),
    })),
  ];
  return records.toSorted((a, b) => a.releaseAt.localeCompare(b.releaseAt) || a.key.localeCompare(b.key));
}

/** Two days after it was formed or issued, at ten in the morning in Shanghai. */
function releaseAfter(date: string): string {
  return new Date(Date.parse(`${date}T02:00:00Z`) + 2 * 86_400_000).toISOString();
}
