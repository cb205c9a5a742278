import { createHash } from 'node:crypto';
import { type Html, html } from './html.js';
import { startStyle } from './start-style.js';

/** Changes with the stylesheet, so that a page never meets an older one in a cache. */
export const styleTag = createHash('sha256').update(startStyle).digest('hex').slice(0, 16);

/** A whole page around `body`, which holds the landmarks; the first of them after the header has the id `main`. */
export function documentOf(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/start.css?${styleTag}">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
${body}
</body>
</html>
`.text;
}
