/**
 * Unpacks the browser of @sparticuz/chromium, with its fonts and the libraries a bare machine lacks,
 * into the directory for temporary files, and prints the path of the program.
 *
 * A process of its own, since that package unpacks wherever TMPDIR says: {@link file://./browser.ts} sets it.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

const program = await chromium.executablePath();
await inflate(join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin/al2023.tar.br'));
process.stdout.write(program);
