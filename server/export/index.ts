export { contentDisposition } from './fileName.ts';
export { type ExportLimits, type ExportParts, serveExport } from './serveExport.ts';
