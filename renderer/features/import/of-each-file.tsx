import type { ReactNode } from 'react'
import type { ImportRecord } from '../../../shared/contract-import.ts'
import './of-each-file.css'

interface OfEachFileProps<T> {
  files: readonly T[]
  children: (file: T) => ReactNode
}

/** The same about each file of a ZIP, under its name; a single file needs none. */
export function OfEachFile<T extends { import: ImportRecord }>({ files, children }: OfEachFileProps<T>) {
  if (files.length === 1) return files.map(children)
  return files.map((file) => {
    const { fileName, formatLabel } = file.import
    return (
      <section className="of-each-file" key={fileName} aria-label={fileName}>
        <p className="truncate" title={fileName}>{fileName} <span className="soft">{formatLabel}</span></p>
        {children(file)}
      </section>
    )
  })
}
