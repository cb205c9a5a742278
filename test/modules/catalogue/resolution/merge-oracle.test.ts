import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FactLine, type ItemLine, type OnTree, standingOnAnyTree } from '../arbitrary-catalogue.js';
import { catalogueOf } from '../resident-catalogue.js';
import { MergeOracle, type Shown, shownBy } from './merge-oracle.js';

const byCode = (items: readonly Shown[]): readonly Shown[] => items.toSorted((a, b) => (a.code < b.code ? -1 : 1));

it('shows every division of any tree what the rules of inheritance say', () => {
  const met = new Counters();
  fc.assert(
    fc.property(standingOnAnyTree, (rows) => {
      const oracle = new MergeOracle(rows);
      const catalogue = catalogueOf(rows);
      for (const { code } of rows.tree.places) {
        expect(byCode(catalogue.effectiveItems(code).map(shownBy))).toEqual(byCode(oracle.listed(code)));
        const known = rows.items.flatMap((item) => catalogue.effectiveItem(code, item.code) ?? []);
        expect(byCode(known.map(shownBy))).toEqual(byCode(oracle.known(code)));
        for (const item of rows.items) met.count(rows, oracle, { item, code });
      }
    }),
    { numRuns: 400 },
  );
  // Not vacuous: every rule had something to decide.
  expect(met.rare()).toEqual([]);
});

/** How often each rule decided something. */
class Counters {
  readonly #met = new Map<string, number>([
    ['an addition above a list that was set anew', 0],
    ['an addition below a list that was set anew', 0],
    ['a fact under a lock', 0],
    ['a suppression that counts', 0],
    ['terms of one clock', 0],
    ['terms of several clocks', 0],
    ['an item that ended', 0],
    ['an item that lives on by a basis of its own', 0],
    ['a local item under an inherited one', 0],
  ]);

  count(rows: OnTree, oracle: MergeOracle, { item, code }: { readonly item: ItemLine; readonly code: string }): void {
    const chain = rows.tree.directory.scopesOf(code);
    const depth = (fact: FactLine): number => chain.length - chain.indexOf(fact.division_code);
    const said = rows.facts.filter((fact) => fact.item_code === item.code && chain.includes(fact.division_code));
    for (const [field, ofField] of Map.groupBy(said, (fact) => fact.field)) {
      const { counting, lockedBy } = oracle.carried(item, field, code);
      if (lockedBy !== null && ofField.some((fact) => depth(fact) > depth(lockedBy))) this.#add('a fact under a lock');
      if (field === 'applicability' && counting.some((fact) => fact.state === 'SUPPRESS')) {
        this.#add('a suppression that counts');
      }
      if (field !== 'elements' && field !== 'bases') continue;
      const anew = counting.find((fact) => fact.slot === 'VALUE');
      const additions = ofField.filter((fact) => fact.slot === 'APPEND');
      if (anew === undefined) continue;
      if (additions.some((fact) => depth(fact) < depth(anew))) this.#add('an addition above a list that was set anew');
      if (additions.some((fact) => depth(fact) > depth(anew) && counting.includes(fact))) {
        this.#add('an addition below a list that was set anew');
      }
    }
    const [shown] = oracle.known(code).filter((one) => one.code === item.code);
    if (shown === undefined) return;
    const clocks = shown.terms.map(([term]) => `${term.trigger} ${term.unit} ${term.period}`);
    if (new Set(clocks).size > 1) this.#add('terms of several clocks');
    if (new Set(clocks).size < clocks.length) this.#add('terms of one clock');
    if (shown.applicability === 'RETIRED') this.#add('an item that ended');
    else if (item.to_sequence !== null) this.#add('an item that lives on by a basis of its own');
    const parent = rows.items.find((one) => one.code === item.parent_code);
    if (item.local && parent !== undefined && parent.defined_at !== item.defined_at) {
      this.#add('a local item under an inherited one');
    }
  }

  #add(what: string): void {
    this.#met.set(what, (this.#met.get(what) ?? 0) + 1);
  }

  /** What was met less than a dozen times, with how often. */
  rare(): readonly string[] {
    return [...this.#met].filter(([, times]) => times < 12).map(([what, times]) => `${what}: ${times}`);
  }
}
