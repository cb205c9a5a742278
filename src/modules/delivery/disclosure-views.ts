import type { PublishedVersion } from '../publication/published-version.js';
import { toGlobalId } from '../../platform/graphql/global-id.js';
import type { AttachmentType, RichTextType } from './types/disclosure.type.js';

export function richText({ html, text }: Pick<PublishedVersion, 'html' | 'text'>): RichTextType | null {
  return html === null ? null : { html, text: text ?? '' };
}

export function attachmentViews(
  version: Pick<PublishedVersion, 'id' | 'attachments'>,
  publicUrl: string,
): AttachmentType[] {
  return version.attachments.map((attachment) => ({
    ...attachment,
    id: toGlobalId('Attachment', `${version.id}/${attachment.sha256}`),
    url: `${publicUrl}/files/${attachment.sha256.replace('sha256:', '')}`,
  }));
}

export function canonicalUrl(id: string, publicUrl: string): string {
  return `${publicUrl}/disclosures/${id}`;
}
