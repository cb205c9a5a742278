import { describe, expect, test } from 'vitest';
import { ChangeLog } from '../../../src/platform/cache/change-log.js';
import { ResponseCache } from '../../../src/platform/graphql/response-cache.js';

function cacheAt(start: bigint, megabytes = 1) {
  const log = new ChangeLog(start);
  let head = start;
  const cache = new ResponseCache(log, () => head, megabytes);
  return {
    cache,
    release: (tags: readonly string[]) => {
      head += 1n;
      log.note(tags, head);
    },
  };
}

const answer = (point: bigint, tags: readonly string[] = ['a'], before = '{"data":1,"at":"') => ({
  before,
  after: '"}',
  bytes: Buffer.from(`${before}${point}"}`),
  contentType: 'application/json',
  etag: 'W/"x"',
  tags,
  point,
});

describe('an answer is given', () => {
  test('while nothing it was made from changed, as true at the newest point', () => {
    const { cache, release } = cacheAt(5n);
    cache.keep('key', answer(5n));
    expect(cache.find('other')).toBeUndefined();
    expect(cache.find('key')).toMatchObject({ point: 5n, age: 0, etag: 'W/"x"' });
    release(['b']);
    const fresh = cache.find('key');
    expect([fresh?.point, fresh?.bytes.toString()]).toEqual([6n, '{"data":1,"at":"6"}']);
    release(['a']);
    expect(cache.find('key')).toBeUndefined();
  });

  test('never when it was read before a change and kept after it', () => {
    const { cache, release } = cacheAt(5n);
    release(['a']);
    cache.keep('key', answer(5n));
    expect(cache.find('key')).toBeUndefined();
    cache.keep('key', answer(6n));
    expect(cache.find('key')?.point).toBe(6n);
  });

  test('not for ever: the memory is bounded, and too large ones are not kept', () => {
    const { cache } = cacheAt(5n);
    cache.keep('large', answer(5n, ['a'], 'x'.repeat(2_000_000)));
    cache.keep('x'.repeat(9_000), answer(5n));
    expect([cache.find('large'), cache.find('x'.repeat(9_000))]).toEqual([undefined, undefined]);
    for (let number = 0; number < 100; number += 1) {
      cache.keep(`key ${number}`, answer(5n, ['a'], 'x'.repeat(10_000)));
    }
    expect(cache.find('key 0')).toBeUndefined();
    expect(cache.find('key 99')?.point).toBe(5n);
  });
});

describe('an answer is made once', () => {
  test('for all who ask meanwhile at the same point', async () => {
    const { cache } = cacheAt(5n);
    let made = 0;
    const make = async (): Promise<string> => {
      made += 1;
      await Promise.resolve();
      cache.keep('key', answer(5n));
      return 'made';
    };
    const results = await Promise.all([cache.once('key', make), cache.once('key', make), cache.once('key', make)]);
    expect(results).toEqual(['made', undefined, undefined]);
    expect(made).toBe(1);
  });

  test('but not for one who came after a change', async () => {
    const { cache, release } = cacheAt(5n);
    const first = cache.once('key', () => Promise.resolve('old'));
    release(['a']);
    expect(await Promise.all([first, cache.once('key', () => Promise.resolve('new'))])).toEqual(['old', 'new']);
  });

  test('and one that fails harms nobody else', async () => {
    const { cache } = cacheAt(5n);
    const failing = cache.once('key', () => Promise.reject(new Error('no')));
    const waiting = cache.once('key', () => Promise.resolve('unused'));
    await expect(failing).rejects.toThrow('no');
    expect(await waiting).toBeUndefined();
    expect(await cache.once('key', () => Promise.resolve('next'))).toBe('next');
  });
});
