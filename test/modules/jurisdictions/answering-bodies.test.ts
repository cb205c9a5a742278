import { describe, expect, it } from 'vitest';
import { answeringBodies } from '../../../src/modules/jurisdictions/answering-bodies.js';
import { type Body, Directory, type Succession } from '../../../src/modules/jurisdictions/directory.js';

function body(id: string, validTo: string | null = null): Body {
  return {
    id,
    slug: id,
    name: id,
    shortName: null,
    kind: 'DEPARTMENT',
    divisionCode: 'here',
    functions: [],
    validFrom: '2027-01-01',
    validTo,
    predecessorIds: [],
    successorIds: [],
  };
}

function heir(predecessorId: string, successorId: string, effectiveOn = '2026-04-01'): Succession {
  return { predecessorId, successorId, functions: null, effectiveOn };
}

const bodies = [body('standing'), body('old', '2026-03-31'), body('older', '2025-12-31'), body('lost', '2026-03-31')];
const all = [...bodies, body('new'), body('other')];

const ask = (id: string, date: string, successions: readonly Succession[]) =>
  answeringBodies(new Directory([], all, successions), id, date).map((one) => one.id);

describe('answeringBodies', () => {
  it('is the body itself until its last day, even before its first', () => {
    expect(ask('standing', '2026-03-02', [])).toEqual(['standing']);
    expect(ask('old', '2026-03-31', [heir('old', 'new')])).toEqual(['old']);
  });

  it('is whoever carries on, and whoever carries that on, from the day it takes effect', () => {
    const line = [heir('older', 'old', '2026-01-01'), heir('old', 'new')];
    expect(ask('old', '2026-04-01', line)).toEqual(['new']);
    expect(ask('older', '2026-02-01', line)).toEqual(['old']);
    expect(ask('older', '2026-04-01', line)).toEqual(['new']);
    expect(ask('old', '2026-04-01', [heir('old', 'new', '2026-05-01')]), 'a gap is nobody’s').toEqual([]);
  });

  it('is several where functions were split, each named once', () => {
    expect(ask('old', '2026-04-01', [heir('old', 'new'), heir('old', 'other')])).toEqual(['new', 'other']);
    const joined = [heir('older', 'old', '2026-01-01'), heir('older', 'new', '2026-01-01'), heir('old', 'new')];
    expect(ask('older', '2026-04-01', joined)).toEqual(['new']);
  });

  it('does not go round in a circle where a function came back', () => {
    const lent = { ...heir('old', 'older', '2025-06-01'), functions: ['ALPHA'] };
    expect(ask('old', '2026-04-01', [lent, heir('older', 'old', '2026-01-01'), heir('old', 'new')])).toEqual(['new']);
  });

  it('is nobody for a body without heir or government, or without entry', () => {
    expect(ask('lost', '2026-04-01', [])).toEqual([]);
    expect(ask('unknown', '2026-04-01', [])).toEqual([]);
  });
});
