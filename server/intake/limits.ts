/** Largest file taken in, in bytes. A year of every record this office keeps is below one megabyte. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** Most bytes all parts of a workbook may come to once unpacked: a zip of 20 MB can hold 20 GB. */
export const LARGEST_UNPACKED = 128 * 1024 * 1024;

/** Most lines of a sheet or a CSV file. */
export const MOST_LINES = 100_000;

/** Most cells of the rectangle a sheet spans: two filled cells in far corners span seventeen thousand million. */
export const MOST_CELLS = 4_000_000;
