import type { ImportPreview } from '../../../shared/contract-import.ts'

/** A preview of a small file of stars, but for the parts that matter. */
export const previewOf = (parts: Partial<ImportPreview>): ImportPreview => ({
  fileName: 'stars.json', bytes: 10, format: 'stargazers', formatLabel: 'Stargazers', candidates: [], container: 'json', encoding: 'utf-8', delimiter: null, columns: [],
  sheets: [], sheet: null, rows: [], needs: [], mapping: null, origin: 'recognised', fields: [], keyed: false, dates: [], stages: [], warnings: [], sameAsImport: null, ...parts,
})
