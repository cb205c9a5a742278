import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Where ids and salts come from: random in service, derived from a seed in demo data and tests. */
export interface IdSource {
  uuid(): string;
  bytes(length: number): Buffer;
}

export const randomIds: IdSource = {
  uuid: () => randomUUID(),
  bytes: (length) => randomBytes(length),
};

/** The same seed gives the same ids in the same order: two runs of the demo data have equal digests. */
export function seededIds(seed: string): IdSource {
  let counter = 0;
  const next = (): Buffer => createHash('sha256').update(`${seed}/${counter++}`).digest();
  return {
    uuid: () => formatUuid(next()),
    bytes: (length) => {
      const blocks: Buffer[] = [];
      for (let size = 0; size < length; size += 32) blocks.push(next());
      return Buffer.concat(blocks).subarray(0, length);
    },
  };
}

function formatUuid(bytes: Buffer): string {
  const raw = Buffer.from(bytes.subarray(0, 16));
  raw.writeUInt8((raw.readUInt8(6) & 0x0f) | 0x40, 6);
  raw.writeUInt8((raw.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = raw.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
