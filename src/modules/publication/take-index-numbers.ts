import type { Tx } from '../../platform/db/tx.js';
import { indexNumberTemplate, printIndexNumber, serialYear } from './index-number.js';

export interface NumberRequest {
  readonly bodyId: string;
  readonly divisionCode: string;
  /** The division, then those above it: the nearest with a template of its own decides. */
  readonly scopes: readonly string[];
  readonly year: number;
  /** Whether it is for everybody. */
  readonly open: boolean;
}

/**
 * The next index number for each request, in order. Serials count per body and year under a row lock that is held to
 * the end of the transaction, so two publishers never get the same; a rolled back one leaves no gap.
 */
export async function takeIndexNumbers(tx: Tx, requests: readonly NumberRequest[]): Promise<string[]> {
  const taken = new Map<NumberRequest, string>();
  // Always in one order, so that two bundles cannot wait for each other.
  for (const request of requests.toSorted((left, right) => (left.bodyId < right.bodyId ? -1 : 1))) {
    taken.set(request, await takeOne(tx, request));
  }
  return requests.map((request) => taken.get(request) ?? '');
}

async function takeOne(tx: Tx, request: NumberRequest): Promise<string> {
  const template = indexNumberTemplate(request.scopes);
  const [row] = await tx.sql<{ serial: number; number: number | null }>(
    `with counter as (
       insert into index_number_counter (scope, year, next) values ($1, $2, 2)
       on conflict (scope, year) do update set next = index_number_counter.next + 1 returning next - 1 as serial
     )
     select serial, (select number from index_number_body where body_id = $3) as number from counter`,
    [`body:${request.bodyId}${request.open ? '' : ':specific'}`, serialYear(template, request.year), request.bodyId],
  );
  if (row === undefined) throw new Error('The counter of index numbers gave none.');
  return printIndexNumber(template, {
    division: request.divisionCode,
    bodyNumber: row.number ?? (await numberBody(tx, request)),
    year: request.year,
    serial: row.serial,
    series: request.open ? '' : 'D',
  });
}

/** The body's place in its division. The serial's lock is held: nobody else numbers this body now. */
async function numberBody(tx: Tx, { bodyId, divisionCode }: NumberRequest): Promise<number> {
  const [row] = await tx.sql<{ number: number }>(
    `with counter as (
       insert into index_number_counter (scope, year, next) values ($1, 0, 2)
       on conflict (scope, year) do update set next = index_number_counter.next + 1 returning next - 1 as number
     ), numbered as (
       insert into index_number_body (body_id, division_code, number) select $2, $3, number from counter
       on conflict (body_id) do nothing
     )
     select coalesce((select number from index_number_body where body_id = $2), (select number from counter)) as number`,
    [`division:${divisionCode}`, bodyId, divisionCode],
  );
  if (row === undefined) throw new Error('The body got no number.');
  return row.number;
}
