import type { UserError } from '../../../platform/errors/user-errors.js';
import type { Pack } from '../../rules/packs.js';
import type { BasisValue, CatalogueFact, ElementValue } from '../catalogue-fact.js';
import { channelLabels } from '../channel-labels.js';
import { type Channel, channels } from '../effective-item.js';
import type { MergedFields } from '../resolution/merge-fields.js';
import { basisKey } from '../resolution/merge-lists.js';
import { checkBases, checkElements } from './check-columns.js';

/** Additions to one list; exactly one member. */
export interface Additions {
  readonly elements?: readonly ElementValue[];
  readonly bases?: readonly BasisValue[];
  readonly channels?: readonly Channel[];
}

/** At least one, each well formed, none that stands in the list already or is named twice (R-I03, R-I04, R-I07). */
export function checkAdditions(pack: Pack, standing: MergedFields, value: Additions): UserError[] {
  const [list] = [value.elements, value.bases, value.channels].filter((one) => one !== undefined);
  if (list === undefined || list.length === 0) {
    return [{ code: 'REQUIRED', path: [], message: '请填写要增加的内容。', rule: 'CAT-17' }];
  }
  return [
    ...checkElements(value.elements ?? [], elementsOf(standing)),
    ...checkBases(pack, value.bases ?? [], basesOf(standing)),
    ...checkTicks(value.channels ?? [], ticksOf(standing)),
  ];
}

/** Those of a fact's additions that do not stand in the list; null where the fact adds to no list. */
export function additionsBeside(standing: MergedFields, { field, value }: CatalogueFact): Additions | null {
  if (field === 'elements') {
    const taken = elementsOf(standing);
    return { elements: (value ?? []).filter(({ id }) => !taken.has(id)) };
  }
  if (field === 'bases') {
    const taken = basesOf(standing);
    return { bases: (value ?? []).filter((basis) => !taken.has(basisKey(basis))) };
  }
  if (field !== 'channels') return null;
  const taken = ticksOf(standing);
  return { channels: (value ?? []).filter((channel) => !taken.has(channel)) };
}

function elementsOf({ elements }: MergedFields): ReadonlySet<string> {
  return new Set(elements.map(({ id }) => id));
}

function basesOf({ bases }: MergedFields): ReadonlySet<string> {
  return new Set(bases.map(({ title, docNo, clause }) => basisKey({ title, docNo, clause })));
}

function ticksOf(standing: MergedFields): ReadonlySet<Channel> {
  return new Set(standing.channels.filter(({ ticked }) => ticked).map(({ channel }) => channel));
}

function checkTicks(added: readonly Channel[], ticked: ReadonlySet<Channel>): UserError[] {
  return added.flatMap((channel, index): UserError[] => {
    const path = ['channels', String(index)];
    if (!channels.includes(channel))
      return [{ code: 'INVALID', path, message: `未知的公开渠道“${channel}”。`, rule: 'CAT-13' }];
    const again = ticked.has(channel) || added.indexOf(channel) < index;
    const message = `渠道“${channelLabels[channel]}”已选。`;
    return again ? [{ code: 'DUPLICATE', path, message, rule: 'R-I07' }] : [];
  });
}
