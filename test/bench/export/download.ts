import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Unzip, UnzipInflate } from 'fflate';
import { clock } from '../clock.ts';

export type Format = 'csv' | 'xlsx';

/** One export as its client saw it. */
export interface Download {
  rows: number;
  bytes: number;
  /** Until the answer began, and until it had ended (milliseconds). */
  firstByte: number;
  whole: number;
}

/** Everything selected of a finding, with what it belongs to: six statements a page. */
const QUERY = `query ($first: Int) { findings(first: $first) { nodes {
  evidence occurrences inspector inspectedOn rectifyBy recordedAt item { code pointsPerOccurrence } inspection { round { month } unit { name unitClass region { name } } } } } }`;

/** Downloads an export of at most `most` rows, as fast as it comes, and counts its rows afterwards. An Error when it is not whole. */
export async function download(url: string, format: Format, most: number): Promise<Download> {
  const began = clock();
  const asking = request(`${url}/export`, { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false });
  asking.end(JSON.stringify({ query: QUERY, variables: { first: most }, format }));
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const firstByte = clock() - began;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const whole = clock() - began;
  if (answer.statusCode !== 200 || !answer.complete) throw new Error(`The export failed: ${answer.statusCode} ${Buffer.concat(chunks).toString('utf8', 0, 500)}`);
  const rows = (format === 'csv' ? linesIn(chunks) : rowsIn(chunks)) - 1;
  return { rows, bytes: chunks.reduce((sum, { length }) => sum + length, 0), firstByte, whole };
}

/** No field of a finding's holds a line end. */
function linesIn(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, chunk) => sum + occurrences(chunk, '\n'), 0);
}

function rowsIn(chunks: readonly Buffer[]): number {
  let rows = 0;
  const unzip = new Unzip((file) => {
    if (!file.name.startsWith('xl/worksheets/')) return;
    let rest = '';
    file.ondata = (error, data) => {
      if (error) throw error;
      const text = rest + Buffer.from(data).toString('latin1');
      rows += occurrences(text, '</row>');
      rest = text.slice(Math.max(text.lastIndexOf('</row>') + 1, text.length - '</row>'.length + 1));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (const [index, chunk] of chunks.entries()) unzip.push(chunk, index === chunks.length - 1);
  return rows;
}

function occurrences(text: string | Buffer, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) count++;
  return count;
}
