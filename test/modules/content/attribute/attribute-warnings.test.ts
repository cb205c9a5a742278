import { expect, test } from 'vitest';
import { attributeWarnings } from '../../../../src/modules/content/attribute/attribute-warnings.js';
import type { DisclosureAttribute } from '../../../../src/modules/content/attribute/attribute.js';
import { packFor } from '../../../../src/modules/rules/packs.js';

interface Said {
  readonly proposed?: readonly [DisclosureAttribute, string | null];
  readonly decided?: readonly [DisclosureAttribute, string | null];
}

function rules({ proposed, decided }: Said, pack = 'SHANGHAI'): string[] {
  return attributeWarnings(packFor(pack), {
    attributeProposed: proposed?.[0] ?? null,
    attributeReason: proposed?.[1] ?? null,
    attributeDecided: decided?.[0] ?? null,
    attributeDecisionReason: decided?.[1] ?? null,
  }).map(({ rule, clause, pack: from }) => `${from} ${rule} ${clause}`);
}

const warned = ['SHANGHAI POW-05 沪委办发〔2017〕14号 (三)、(十八)'];

test('POW-05 a reason not to disclose should name an entry of a negative list', () => {
  expect(rules({ decided: ['NOT_DISCLOSED', '内部讨论'] })).toEqual(warned);
  expect(rules({ decided: ['NOT_DISCLOSED', '属于负面清单的情形'] })).toEqual(warned);
  expect(rules({ decided: ['NOT_DISCLOSED', '依据《普陀区政府信息公开负面清单》第3项'] })).toEqual([]);
  expect(rules({ decided: ['NOT_DISCLOSED', '负面清单第十二条'] })).toEqual([]);
});

test('POW-05 the proposal is looked at until there is a decision, and only where the pack says so', () => {
  expect(rules({ proposed: ['NOT_DISCLOSED', '内部讨论'] })).toEqual(warned);
  expect(rules({ proposed: ['NOT_DISCLOSED', '内部讨论'], decided: ['PROACTIVE', null] })).toEqual([]);
  expect(rules({ decided: ['ON_APPLICATION', '内部讨论'] })).toEqual([]);
  expect(rules({})).toEqual([]);
  expect(rules({ decided: ['NOT_DISCLOSED', '内部讨论'] }, 'NATIONAL_BASE')).toEqual([]);
});
