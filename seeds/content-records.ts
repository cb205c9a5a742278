import { z } from 'zod';
import { orgProfileRecords } from './org-profile-records.js';
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

const timed = { ...common, releaseAt: z.string() };
const pointing = z.array(z.object({ type: z.literal('INTERPRETS'), target: z.string() }));
const interpretation = z.object({ ...timed, fields: z.object({ forms: z.array(z.string()) }), relations: pointing });
const statistic = z.object({ ...timed, fields: z.record(z.string(), z.unknown()) });
const general = z.object(timed);

/** What holds for everything but policy documents. */
const plain = { issuedAt: null, attribute: 'PROACTIVE', attributeReason: null } as const;

/** Every record of the demo, in the order of release. */
export function contentRecords(): readonly ContentRecord[] {
  const records: ContentRecord[] = [
    ...orgProfileRecords(),
    ...read('guides.json', guide).map((entry) => ({
      ...entry,
      ...plain,
      kind: 'SERVICE_GUIDE' as const,
      relations: [],
      releaseAt: releaseAfter(entry.formedAt),
    })),
    ...read('policies.json', policy).map(policyRecord),
    ...read('interpretations.json', interpretation).map((entry) => ({
      ...entry,
      ...plain,
      kind: 'INTERPRETATION' as const,
    })),
    ...read('statistics.json', statistic).map((entry) => ({
      ...entry,
      ...plain,
      kind: 'STATISTIC' as const,
      relations: [],
    })),
    ...read('general-information.json', general).map((entry) => ({
      ...entry,
      ...plain,
      kind: 'GENERAL_INFORMATION' as const,
      fields: {},
      relations: [],
    })),
  ];
  return records.toSorted((a, b) => a.releaseAt.localeCompare(b.releaseAt) || a.key.localeCompare(b.key));
}

function read<Entry>(file: string, shape: z.ZodType<Entry>): readonly Entry[] {
  return z.array(shape).parse(JSON.parse(dataFile(file)));
}

function policyRecord(entry: z.infer<typeof policy>): ContentRecord {
  return {
    ...entry,
    kind: 'POLICY_DOCUMENT',
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
  };
}

/** Two days after it was formed or issued, at ten in the morning in Shanghai. */
function releaseAfter(date: string): string {
  return new Date(Date.parse(`${date}T02:00:00Z`) + 2 * 86_400_000).toISOString();
}
