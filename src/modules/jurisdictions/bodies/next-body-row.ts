import type { ReleaseWrite } from '../../ledger/append-release.js';
import type { Body } from '../directory.js';

/** Ends the current row of a body at the release and opens the next one with what a body may change. */
export function nextBodyRow(body: Body): ReleaseWrite[] {
  return [
    {
      text: `update body set to_sequence = head.sequence from head where id = $1::uuid and to_sequence is null`,
      params: [body.id],
    },
    {
      text: `insert into body (id, from_sequence, slug, name, short_name, kind, division_code, functions,
               valid_from, valid_to, position)
             select id, head.sequence, slug, $2, $3, kind, division_code, functions, valid_from, $4::date, position
             from body, head where id = $1::uuid and to_sequence is null`,
      params: [body.id, body.name, body.shortName, body.validTo],
    },
  ];
}
