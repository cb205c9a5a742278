import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import type { EntryInput } from '../../ledger/ledger-entry.js';
import { checkBodies, type NewBody } from './check-bodies.js';
import type { Body, BodyKind } from '../directory.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';

export interface BodyRegistration {
  /** Given by seeds, which repeat; drawn where it is missing. */
  readonly id?: string;
  readonly slug: string;
  readonly name: string;
  readonly shortName?: string | null;
  readonly kind: BodyKind;
  readonly divisionCode: string;
  readonly functions: readonly string[];
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
}

export interface BodyRegistrations {
  readonly bodies: readonly BodyRegistration[];
}

/** Registers bodies, all in one release, behind those already there. Refuses the whole set for any fault (R-P08 included). */
export async function registerBodies(tx: Tx, actor: Actor, input: BodyRegistrations): Promise<Body[]> {
  const directory = await lockDirectory(tx);
  for (const { divisionCode } of input.bodies) requireKeeper(actor, directory.scopesOf(divisionCode));
  const bodies = input.bodies.map((registration) => complete(tx, registration));
  const [first, ...others] = bodies.map(({ id }): EntryInput => ({ kind: 'BODY_CHANGED', subject: id }));
  if (first === undefined) refuse({ code: 'REQUIRED', path: ['bodies'], message: '请至少给出一个公开主体。' });
  const faults = checkBodies(directory, bodies);
  if (faults.length > 0) refuse(...faults);

  await recordAudit(tx, actor, {
    verb: 'register-bodies',
    subject: `body:${first.subject}`,
    details: { ids: bodies.map((body) => body.id) },
  });
  await appendRelease(tx, {
    entries: [first, ...others],
    writes: [
      {
        text: `insert into body (id, from_sequence, slug, name, short_name, kind, division_code, functions,
                 valid_from, valid_to, position)
               select b.id, head.sequence, b.slug, b.name, b.short_name, b.kind, b.division_code, b.functions,
                 b.valid_from, b.valid_to, b.position
               from head, jsonb_to_recordset($1::jsonb) as b(id uuid, slug text, name text, short_name text, kind text,
                 division_code text, functions text[], valid_from date, valid_to date, position int)`,
        params: [rows(bodies, directory.bodies().length)],
      },
    ],
  });
  return bodies.map((body) => ({ ...body, predecessorIds: [], successorIds: [] }));
}

function complete(tx: Tx, registration: BodyRegistration): NewBody {
  return {
    id: registration.id ?? tx.ids.uuid(),
    slug: registration.slug,
    name: registration.name.trim(),
    shortName: registration.shortName ?? null,
    kind: registration.kind,
    divisionCode: registration.divisionCode,
    functions: registration.functions,
    validFrom: registration.validFrom ?? null,
    validTo: registration.validTo ?? null,
  };
}

function rows(bodies: readonly NewBody[], taken: number): string {
  return JSON.stringify(
    bodies.map((body, index) => ({
      id: body.id,
      slug: body.slug,
      name: body.name,
      short_name: body.shortName,
      kind: body.kind,
      division_code: body.divisionCode,
      functions: body.functions,
      valid_from: body.validFrom,
      valid_to: body.validTo,
      position: taken + index + 1,
    })),
  );
}
