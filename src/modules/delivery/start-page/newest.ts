import { kindDefinition } from '../../content/kinds/kinds.js';
import { currentBody } from '../../jurisdictions/current-body.js';
import type { Directory } from '../../jurisdictions/directory.js';
import type { PublishedVersion } from '../../publication/published-version.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { type Html, html } from './html.js';
import { graphiqlLink, recordQuery } from './ready-queries.js';

/** The newest records; each title opens the query that reads it. */
export function newestRecords(records: readonly PublishedVersion[], directory: Directory): Html {
  return html`<section aria-labelledby="new">
<h2 id="new">最新公开</h2>
${records.length === 0 ? html`<p class="lead">还没有公开的信息。</p>` : html`<ul class="records">${records.map((record) => entry(record, directory))}</ul>`}
</section>`;
}

function entry(record: PublishedVersion, directory: Directory): Html {
  const body = currentBody(directory, record.leadBodyId);
  const date = shanghaiDate(record.publishedAt);
  return html`<li><span class="kind">${kindDefinition(record.kind)?.label ?? record.kind}</span>
<a href="${graphiqlLink(recordQuery(record.indexNo))}">${record.title}</a>
<span class="by">${body.name}<span class="code">${record.indexNo}</span></span>
<time datetime="${date}">${date}</time></li>
`;
}
