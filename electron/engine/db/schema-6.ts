/** How exact the dates of an import are. */
export const schema6 = `
-- The form of each date column of a file as its first records show it: instant, zoneless (read as UTC) or day.
CREATE TABLE ops.import_times (import_id INTEGER NOT NULL, column_name VARCHAR NOT NULL, form VARCHAR NOT NULL);
`
