import sanitizeHtml from 'sanitize-html';
import { badInput } from '../../../platform/errors/app-error.js';

/** The declared subset of rich text: structure and emphasis, links and tables; no styles, classes, scripts or pictures. */
export const richTextTags: readonly string[] =
  'p h2 h3 h4 ul ol li strong em u sup sub blockquote br a table thead tbody tr th td'.split(' ');

const openLink = /^(https?:\/\/|mailto:|tel:)/iu;
const span = /^[1-9]\d{0,2}$/u;

const keepSpans: sanitizeHtml.Transformer = (tagName, { colspan, rowspan }) => ({
  tagName,
  attribs: {
    ...(colspan !== undefined && span.test(colspan) ? { colspan } : {}),
    ...(rowspan !== undefined && span.test(rowspan) ? { rowspan } : {}),
  },
});

// A relative link would mean something else on every site that shows the text.
const keepOpenLink: sanitizeHtml.Transformer = (tagName, { href = '' }) => {
  const attribs: sanitizeHtml.Attributes = {};
  if (openLink.test(href.trim())) attribs.href = href.trim();
  return { tagName, attribs };
};

const options: sanitizeHtml.IOptions = {
  allowedTags: [...richTextTags],
  allowedAttributes: { a: ['href'], th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    b: 'strong',
    i: 'em',
    a: keepOpenLink,
    th: keepSpans,
    td: keepSpans,
  },
};

/** Dropping a tag can leave two others nested that may not be: a second pass closes the first of them. */
const mostPasses = 8;

/** Keeps the declared subset and the text of everything else; what it returns passes through it unchanged. */
export function sanitiseRichText(html: string): string {
  let dirty = html;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const clean = sanitizeHtml(dirty, options).trim();
    if (clean === dirty) return clean;
    dirty = clean;
  }
  throw badInput('正文的标签嵌套混乱，请整理后再保存。');
}
