import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/modules/content/text/plain-text.js';
import { richTextTags, sanitiseRichText } from '../../../../src/modules/content/text/sanitise-rich-text.js';

/** Pieces of HTML as they come from word processors, attackers and careless hands. */
const pieces = fc.constantFrom(
  '<p>',
  '</p>',
  '<p class="x" style="color:red">',
  '<b>',
  '</b>',
  '<script>',
  '</script>',
  '<style>',
  '</style>',

  '<a href="javascript:alert(1)">',
  '<a href=" https://a.example/?x=1&y=2 ">',
  '<a href="/x">',
  '</a>',
  '<td colspan="2">',

  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<!-- c -->',
  '<![CDATA[x]]>',
  '<br>',
  '<li>',
  '<table>',
  '</table>',

  '&',
  '&amp;',
  '&lt;script&gt;',
  '&nbsp;',
  '<',
  '>',
  '"',
  "'",
  '𠮷田',
  'e\u0301',
  '\n',
  '\t',
  '文字',
  '<p',
  '</',
  '&#0;',
  '<TEXTAREA>',
);
const messy = fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(''));

describe('sanitiseRichText', () => {
  it('leaves alone what it returned', () => {
    fc.assert(
      fc.property(fc.oneof(messy, fc.string({ unit: 'binary' })), (html) => {
        const once = sanitiseRichText(html);
        expect(sanitiseRichText(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it('returns nothing but the declared tags and attributes', () => {
    const tag = /<\/?([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)(?: \/)?>/gu;
    fc.assert(
      fc.property(messy, (html) => {
        const clean = sanitiseRichText(html);
        for (const [, name, attributes] of clean.matchAll(tag)) {
          expect(richTextTags).toContain(name);
          expect(attributes).toMatch(/^( href="(https?:\/\/|mailto:|tel:)[^"]*"| (col|row)span="\d+")*$/u);
        }
        expect(clean.replace(tag, '')).not.toMatch(/[<>]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['<p style="x" class="y" id="z">正文</p>', '<p>正文</p>'],
    ['<b>粗</b><i>斜</i>', '<strong>粗</strong><em>斜</em>'],
    ['甲<script>alert(1)</script>乙<style>p{}</style>丙', '甲乙丙'],
    ['<a href="https://a.example/?x=1&y=2" target="_blank">链</a>', '<a href="https://a.example/?x=1&amp;y=2">链</a>'],
    [
      '<a href="javascript:alert(1)">链</a><a href="//a.example">链</a><a href="java\tscript:x">链</a>',
      '<a>链</a><a>链</a><a>链</a>',
    ],
    ['<a href="tel:02155500101">电话</a>', '<a href="tel:02155500101">电话</a>'],
    ['<td colspan="2" rowspan="0" width="9">格</td>', '<td colspan="2">格</td>'],
    ['<h1>题</h1><section>节<img src="x">文</section>', '题节文'],
    ['一行<br>两行', '一行<br />两行'],
    ['𠮷田𪚥 👨‍👩‍👧 é é', '𠮷田𪚥 👨‍👩‍👧 é é'],
  ])('turns %s into %s', (html, clean) => {
    expect(sanitiseRichText(html)).toBe(clean);
  });
});

describe('plainText', () => {
  it('gives a line for each block and row, and tabs between cells', () => {
    const html =
      '<h2>标题</h2><p>第一段\n  接着<br />换行</p><ul><li>甲</li><li>乙</li></ul>' +
      '<table><thead><tr><th>档次</th><th>标准</th></tr></thead><tbody><tr><td>80岁</td><td>168元</td></tr></tbody></table>' +
      '<blockquote><p>引 &amp; 文 &lt;b&gt; &amp;lt;</p></blockquote>';
    expect(plainText(sanitiseRichText(html))).toBe(
      '标题\n第一段 接着\n换行\n甲\n乙\n档次\t标准\n80岁\t168元\n引 & 文 <b> &lt;',
    );
  });

  it('keeps rare characters', () => {
    expect(plainText('<p>𠮷田</p>')).toBe('𠮷田');
    expect(plainText('')).toBe('');
  });
});
