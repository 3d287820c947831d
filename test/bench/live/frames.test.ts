import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameReader, Opcode } from './frames.ts';

function serverFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126
      ? [payload.length]
      : payload.length < 65_536
        ? [126, payload.length >> 8, payload.length & 255]
        : [127, 0, 0, 0, 0, 0, payload.length >> 16, (payload.length >> 8) & 255, payload.length & 255];
  return Buffer.concat([Buffer.from([0x80 | Opcode.TEXT, ...head]), payload]);
}

test('messages come out whole and in order however the bytes were cut on the way, from a buffer that is used again', () => {
  const message = fc.oneof(
    fc.string(),
    fc.integer({ min: 100, max: 70_000 }).map((length) => 'x'.repeat(length)),
  );
  fc.assert(
    fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 70_000 }), { maxLength: 20 }), fc.boolean(), (messages, cuts, crumbs) => {
      const bytes = Buffer.concat(messages.map(serverFrame));
      const buffer = Buffer.alloc(bytes.length);
      const read: string[] = [];
      const reader = new FrameReader((opcode, chunk, start, end) => read.push(opcode === Opcode.TEXT ? chunk.toString('utf8', start, end) : `opcode ${opcode}`));
      for (let at = 0, n = 0; at < bytes.length; n++) {
        const size = cuts.length ? (crumbs ? ((cuts[n % cuts.length] as number) % 3) + 1 : (cuts[n % cuts.length] as number)) : bytes.length;
        const length = bytes.copy(buffer, 0, at, Math.min(bytes.length, at + (crumbs && at > 2_000 ? 70_000 : size)));
        reader.read(buffer.subarray(0, length));
        at += length;
      }
      expect(read).toEqual(messages);
    }),
  );
});

test('a message in several frames is refused, not misread', () => {
  const reader = new FrameReader(() => undefined);
  expect(() => reader.read(Buffer.from([Opcode.TEXT, 1, 0x61]))).toThrow('several frames');
});
