const lineEnds = /<br \/>|<\/(?:p|h2|h3|h4|li|tr|blockquote|table)>/gu;
const cellEnds = /<\/t[hd]>(?=\s*<t[hd])/gu;
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** The text of sanitised HTML: a line for each block or table row, cells parted by a tab. */
export function plainText(sanitisedHtml: string): string {
  return sanitisedHtml
    .replace(/\s+/gu, ' ')
    .replace(cellEnds, '\t')
    .replace(lineEnds, '\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&(?:lt|gt|quot|amp);/gu, (entity) => entities[entity] ?? entity)
    .replace(/ *([\t\n]) */gu, '$1')
    .replace(/\n{2,}/gu, '\n')
    .trim();
}
