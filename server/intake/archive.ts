import { crc32, inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** An archive that cannot be unpacked, or would unpack to more than allowed. */
export class ArchiveError extends Error {
  readonly tooLarge: boolean;

  constructor(message: string, { tooLarge = false } = {}) {
    super(message);
    this.name = 'ArchiveError';
    this.tooLarge = tooLarge;
  }
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** The end record is 22 bytes and a comment of at most 65,535. */
const LONGEST_END = 22 + 0xffff;

/**
 * Unpacks the entries of a zip that `wanted` names, by the directory at its end.
 *
 * What an entry says of its own size is not believed: inflating stops at `limit` bytes over all, and
 * checksums are compared. The libraries at hand allocate what a zip claims and check no sum, so this is ours.
 * @throws ArchiveError when it is cut off, encrypted, damaged or too large.
 */
export function unpack(zip: Buffer, wanted: (path: string) => boolean, limit: number): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  let left = limit;
  for (const entry of directory(zip)) {
    if (!wanted(entry.path)) continue;
    const content = inflate(entry, left);
    left -= content.length;
    if (crc32(content) !== entry.crc) throw new ArchiveError(`${entry.path}: checksum`);
    entries.set(entry.path, content);
  }
  return entries;
}

/** Packs entries without compressing them: for a reader in the same process. */
export function pack(entries: ReadonlyMap<string, Buffer>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 0 }));
}

interface Entry {
  path: string;
  method: number;
  encrypted: boolean;
  crc: number;
  packed: Buffer;
}

function* directory(zip: Buffer): Generator<Entry> {
  const end = zip.lastIndexOf(signature(END_OF_DIRECTORY));
  if (end < 0 || end < zip.length - LONGEST_END || end + 22 > zip.length) throw new ArchiveError('the end is missing: the file is cut off');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new ArchiveError('its directory is damaged');
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL_ENTRY) throw new ArchiveError('an entry is not where its directory says');
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const length = zip.readUInt32LE(at + 20);
    if (start + length > zip.length) throw new ArchiveError('an entry is cut off');
    yield {
      path: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      encrypted: (zip.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
      crc: zip.readUInt32LE(at + 16),
      packed: zip.subarray(start, start + length),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function inflate({ path, method, encrypted, packed }: Entry, limit: number): Buffer {
  if (encrypted) throw new ArchiveError(`${path} is encrypted`);
  if (method !== STORED && method !== DEFLATED) throw new ArchiveError(`${path} is packed in an unknown way`);
  if (limit <= 0 || (method === STORED && packed.length > limit)) throw new ArchiveError(path, { tooLarge: true });
  if (method === STORED) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ArchiveError(`${path} is damaged`, { tooLarge });
  }
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
