import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CanonicalMembers,
  canonicalVersion,
  digestOf,
} from '../../../src/modules/publication/canonical-version.js';

const members: CanonicalMembers = {
  id: '00000000-0000-4000-8000-000000000001',
  version: 1,
  kind: 'SERVICE_GUIDE',
  indexNo: '310107001/2026-00001',
  docNo: null,
  title: '高龄津贴"申领"',
  summary: null,
  keywords: ['乙', '甲'],
  division: '310107',
  issuers: [],
  leadBody: '00000000-0000-4000-8000-000000000002',
  originBody: '00000000-0000-4000-8000-000000000002',
  items: ['T-01-01'],
  attribute: 'PROACTIVE',
  mode: 'FULL',
  formedAt: '2026-02-27',
  changedAt: null,
  issuedAt: null,
  firstPublishedAt: '2026-03-02T01:00:00.000Z',
  publishedAt: '2026-03-02T01:00:00.000Z',
  language: 'zh-Hans',
  html: '<p>𠮷</p>',
  elements: [
    { element: 'scope', value: '老人' },
    { element: 'kind:materials', value: [{ name: '身份证', copies: 1 }] },
  ],
  attachments: [{ name: '表.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'0'.repeat(64)}` }],
  relations: [
    { type: 'REPEALS', target: 'b' },
    { type: 'AMENDS', target: 'a' },
  ],
};

/** Another value of the same shape. */
function other(value: unknown): unknown {
  if (value === null) return 'something';
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value} `;
  if (Array.isArray(value) && typeof value[0] === 'object') return value.slice(1);
  return Array.isArray(value) ? [...value, 'more'] : value;
}

const digest = (changes: Partial<CanonicalMembers> = {}): string =>
  digestOf(canonicalVersion({ ...members, ...changes }));

describe('canonicalVersion', () => {
  it('is RFC 8785 text: names in order, no white space, characters as they are', () => {
    expect(canonicalVersion(members)).toBe(
      '{"attachments":[{"mediaType":"application/pdf","name":"表.pdf","sha256":"sha256:' +
        `${'0'.repeat(64)}","size":12}],"attribute":"PROACTIVE","changedAt":null,"division":"310107","docNo":null,` +
        '"elements":[{"element":"kind:materials","value":[{"copies":1,"name":"身份证"}]},{"element":"scope","value":"老人"}],' +
        '"firstPublishedAt":"2026-03-02T01:00:00.000Z","formedAt":"2026-02-27","html":"<p>𠮷</p>",' +
        '"id":"00000000-0000-4000-8000-000000000001","indexNo":"310107001/2026-00001","issuedAt":null,"issuers":[],' +
        '"items":["T-01-01"],"keywords":["乙","甲"],"kind":"SERVICE_GUIDE","language":"zh-Hans",' +
        '"leadBody":"00000000-0000-4000-8000-000000000002","mode":"FULL",' +
        '"originBody":"00000000-0000-4000-8000-000000000002","publishedAt":"2026-03-02T01:00:00.000Z",' +
        '"relations":[{"target":"a","type":"AMENDS"},{"target":"b","type":"REPEALS"}],"summary":null,' +
        '"title":"高龄津贴\\"申领\\"","version":1}',
    );
  });

  it('the digest is that of the UTF-8 bytes', () => {
    expect(digestOf('同源')).toBe(`sha256:${createHash('sha256').update(Buffer.from('同源', 'utf8')).digest('hex')}`);
    expect(digestOf('')).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('the order of names, elements and relations does not matter; that of keywords does', () => {
    const names = Object.entries(members);
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (shuffled) => {
        const again: CanonicalMembers = Object.assign({ ...members }, Object.fromEntries(shuffled));
        const reversed = {
          ...again,
          elements: members.elements.toReversed(),
          relations: members.relations.toReversed(),
        };
        expect(digestOf(canonicalVersion(reversed))).toBe(digest());
      }),
    );
    expect(digest({ keywords: ['甲', '乙'] })).not.toBe(digest());
  });

  it.each(Object.keys(members))('a change of %s changes the digest', (name) => {
    const value: unknown = Object.entries(members).find(([key]) => key === name)?.[1];
    expect(digest(Object.fromEntries([[name, other(value)]]))).not.toBe(digest());
  });

  it('nothing else changes it', () => {
    const more = {
      ...members,
      validity: 'REPEALED',
      url: 'https://example.org',
      attachments: members.attachments.map((attachment) => ({ ...attachment, url: 'https://example.org' })),
    };
    expect(digestOf(canonicalVersion(more))).toBe(digest());
  });
});
