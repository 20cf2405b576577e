import type { ImportPreview } from '../../../shared/contract-import.ts'

const containers: Readonly<Record<string, string>> = { delimited: 'CSV', json: 'JSON', parquet: 'Parquet', xlsx: 'Excel workbook', zip: 'ZIP' }
const delimiters: Readonly<Record<string, string>> = { ';': 'CSV with semicolons', '\t': 'Tab-separated', '|': 'CSV with bars' }

/** What kind of file it is, in the words of a person. */
export function fileWords({ container, delimiter }: Pick<ImportPreview, 'container' | 'delimiter'>): string {
  const [kind = container, compression] = container.split('.')
  const words = kind === 'delimited' ? (delimiters[delimiter ?? ','] ?? 'CSV') : (containers[kind] ?? kind)
  return `${words}${compression === undefined ? '' : ', gzip'}`
}
