/** The intake engine: files handed over by offices, checked as a whole, taken in once. It knows no domain. */
export type { Column, Columns } from './headings.ts';
export { cellText, matchingForm } from './headings.ts';
export { createIntake, type FileReport, type HandedOver, type Intake, type IntakeOptions } from './intake.ts';
export type { Kind } from './kind.ts';
export { LARGEST_FILE } from './limits.ts';
export { type Mistake, printMistake } from './mistakes.ts';
export { Plan } from './plan.ts';
export { code, date, decimal, integer, type Reader, text, word, yesNo } from './readers.ts';
export type { Row, SourceFile, Table } from './sourceFile.ts';
export { serveUploads } from './upload.ts';
