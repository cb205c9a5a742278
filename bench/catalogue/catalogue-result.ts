import { z } from 'zod';

const times = z.object({ p50: z.number(), p99: z.number() });

/** What the resident catalogue costs. Times in milliseconds, memory in MiB. */
export const catalogueResult = z.object({
  divisions: z.number(),
  items: z.number(),
  facts: z.number(),
  load: z.number(),
  memory: z.number(),
  memoryAfterReads: z.number(),
  /** The first page of a division that nobody has read yet. */
  firstPage: times,
  /** The same once more. */
  again: times,
  edit: times,
  /** Most rows that one edit began or ended in catalogue tables. */
  rowsOfEdit: z.number(),
  /** Which divisions an edit changed what for, asked of the database. */
  affected: times,
  /** From the commit until the new catalogue is resident. */
  advance: times,
  /** The first page of a town, the first one to be read after an edit. */
  pageAfterEdit: times,
});
export type CatalogueResult = z.infer<typeof catalogueResult>;
