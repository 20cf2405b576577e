import type { Importer, Layout, Sample } from './importer.ts'
import { delimitedLayout, jsonColumnsLayout, parquetLayout } from './layouts.ts'

/** A layout to plan with while only the sample is known. */
export function sampleLayout(sample: Sample, importer: Importer): Layout {
  if (sample.container === 'delimited') return delimitedLayout(sample.names, (index) => `c${index}`)
  if (sample.container === 'parquet') return parquetLayout(sample.names.map((name) => ({ name, type: 'VARCHAR' })))
  return jsonColumnsLayout(sample.names, importer.paths.length > 0 ? importer.paths : sample.names.map((name) => [name]))
}

export const namesOnly = ({ container, names }: Sample): Layout => ({ container, names, at: () => undefined, rest: () => null })
