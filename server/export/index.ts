export { type ExportLimits, type ExportParts, serveExport } from './serveExport.ts';
