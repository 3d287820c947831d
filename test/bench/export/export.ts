import { parseArgs } from 'node:util';
import { Child } from '../childProcess.ts';
import { City } from '../city.ts';
import { wholeNumbers } from '../options.ts';
import { type Download, download, type Format } from './download.ts';
import { writeFindings } from './findings.ts';
import type { ExportServer, Took } from './servers.ts';

/** Rows exported first: by then code is compiled, and V8 has let the heap grow to what it finds right for an export of any size. */
const REHEARSAL = 300_000;
/** How much more memory all rows may take than those, for garbage collection comes when it likes (bytes). Of a million, rows that were kept would take several times that. */
const MARGIN = 96 * 1024 * 1024;
/** How much more may be held when all has ended (bytes). */
const LEFT_OVER = 5 * 1024 * 1024;

interface Measured extends Download, Took {
  format: Format;
  /** By how much the peaks of the whole export were above those of the rehearsal; what was held afterwards and not before (bytes). */
  residentGrowth: number;
  heapGrowth: number;
  heapLeft: number;
}

/** Exports many rows as CSV and as XLSX. True when all came, and took no more memory than those of the rehearsal. */
export async function exportRows(args: string[], stop: AbortSignal): Promise<boolean> {
  const { values } = parseArgs({ args, options: { rows: { type: 'string', default: '1000000' } } });
  const [rows] = wholeNumbers('rows', values.rows) as [number];
  const city = await City.found();
  try {
    await city.nextRound();
    await writeFindings(city.databaseUrl, rows);
    const measured: Measured[] = [];
    for (const format of ['csv', 'xlsx'] as const) measured.push(await measure(city.databaseUrl, format, rows, stop));
    console.log(table(measured));
    const sound = measured.every((each) => each.rows === rows && each.residentGrowth <= MARGIN && each.heapGrowth <= MARGIN && each.heapLeft <= LEFT_OVER);
    console.log(JSON.stringify({ bench: 'export', rows, ...Object.assign({}, ...measured.map(figures)), margin_mb: megabytes(MARGIN), sound }));
    return sound;
  } finally {
    await city.close();
  }
}

async function measure(databaseUrl: string, format: Format, rows: number, stop: AbortSignal): Promise<Measured> {
  const server = Child.start<ExportServer>('./exportServer.js', import.meta.url, stop, ['--expose-gc']);
  try {
    const { url } = await server.call('serve', databaseUrl);
    const watching = async (most: number) => {
      await server.call('watch');
      return { ...(await download(url, format, most)), ...(await server.call('watched')) };
    };
    const rehearsal = await watching(Math.min(rows, REHEARSAL));
    const before = await server.call('memory');
    const whole = await watching(rows);
    const after = await server.call('memory');
    return {
      format,
      ...whole,
      residentGrowth: whole.peakResident - rehearsal.peakResident,
      heapGrowth: whole.peakHeap - rehearsal.peakHeap,
      heapLeft: after.heap - before.heap,
    };
  } finally {
    await server.stop();
  }
}

/** For people: time is the client's, CPU and memory the server's; growth is against the rehearsal. */
function table(measured: readonly Measured[]): string {
  const lines = measured.map((each) => {
    const { rows, whole, bytes, firstByte, cpu, peakResident, residentGrowth, peakHeap, heapGrowth, heapLeft, turnP99, turnLongest } = each;
    return [
      `${each.format}: ${rows} rows in ${(whole / 1_000).toFixed(1)} s, ${perSecond(each)} rows/s, ${megabytes(bytes)} MB, begun after ${firstByte.toFixed(0)} ms, ${(cpu / rows).toFixed(1)} µs of CPU a row`,
      `  peak of memory ${megabytes(peakResident)} MB (${signed(residentGrowth)} MB against ${REHEARSAL} rows), of the heap ${megabytes(peakHeap)} MB (${signed(heapGrowth)} MB), left over ${signed(heapLeft)} MB`,
      `  meanwhile another request waits ${turnP99.toFixed(0)} ms for its turn (p99), ${turnLongest.toFixed(0)} ms at most`,
    ].join('\n');
  });
  return lines.join('\n');
}

function figures(each: Measured): Record<string, number> {
  const { format, residentGrowth, heapGrowth, heapLeft } = each;
  return {
    [`${format}_rows_per_s`]: perSecond(each),
    [`${format}_mb`]: megabytes(each.bytes),
    [`${format}_peak_rss_mb`]: megabytes(each.peakResident),
    [`${format}_rss_growth_mb`]: megabytes(residentGrowth),
    [`${format}_heap_growth_mb`]: megabytes(heapGrowth),
    [`${format}_heap_left_mb`]: megabytes(heapLeft),
  };
}

function perSecond({ rows, whole }: Download): number {
  return Math.round(rows / (whole / 1_000));
}

function signed(bytes: number): string {
  return `${bytes < 0 ? '' : '+'}${megabytes(bytes)}`;
}

function megabytes(bytes: number): number {
  return Number((bytes / 1024 / 1024).toFixed(1));
}
