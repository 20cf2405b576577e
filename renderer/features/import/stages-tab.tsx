import { useState } from 'react'
import type { ImportPreview } from '../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../shared/import-mapping.ts'
import { formatInteger } from '../../lib/formats.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { unmappedStages } from './attention-words.ts'
import { withStage } from './mapping-edits.ts'
import './map-table.css'

interface StagesTabProps {
  stages: ImportPreview['stages']
  /** Whether the counts are those of the whole file. */
  whole: boolean
  records: number
  mapping: ImportMapping
  onMapping: (mapping: ImportMapping) => void
  fileName: string
}

const choices = ['lead', 'opportunity', 'customer', 'lost', 'unmapped']

/** What each word of the file’s funnel counts for; words nobody mapped come first, and stay where they are while they are mapped. */
export function StagesTab({ stages, whole, records, mapping, onMapping, fileName }: StagesTabProps) {
  const [open] = useState(() => new Set(unmappedStages(stages).map(({ raw }) => raw)))
  const sorted = stages.toSorted((left, right) => Number(open.has(right.raw)) - Number(open.has(left.raw)) || right.rows - left.rows)
  return (
    <div className="map-table" tabIndex={0} role="region" aria-label={`Stages of ${fileName}`}>
      <table>
        <thead>
          <tr><th scope="col">Word in the file</th><th scope="col" className="map-number">{whole ? `Rows of ${formatInteger(records)}` : 'Rows in the sample'}</th><th scope="col">Counts as</th></tr>
        </thead>
        <tbody>
          {sorted.map(({ raw, stage, rows }) => (
            <tr key={raw}>
              <th scope="row" className="truncate" title={raw}>{raw === '' ? <span className="faint">(blank)</span> : raw}</th>
              <td className="map-number numeric">{formatInteger(rows)}</td>
              <td>
                {raw === '' ? <span className="faint">unmapped</span> : (
                  <select className={`input map-choice ${stage === 'unmapped' ? 'map-open' : ''}`} aria-label={`${raw} counts as`} value={stage} onChange={({ target }) => onMapping(withStage(mapping, raw, target.value))}>
                    {choices.map((choice) => <option key={choice} value={choice}>{sentenceCase(choice)}</option>)}
                  </select>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
