import { useId, useState } from 'react'
import type { ModelList } from '../../../shared/contract-models.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatPoints } from '../../lib/formats.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useAsOf, useRunParameters } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type ChosenSide, type Comparison, orders, readComparison, writeComparison } from './comparison.ts'
import { partColumns, signedPoints } from './part-words.ts'
import { SubjectChangeRows } from './subject-change.tsx'

const pageSize = 25

interface CompareProps {
  list: ModelList
  draft: ScoreModel | null
}

/** Two versions or two dates, account by account, each change taken apart into what made it. */
export function CompareSection({ list, draft }: CompareProps) {
  const parameters = useRunParameters()
  const asOf = useAsOf()
  const { compare } = useRoute()
  const comparison = readComparison(compare, asOf)
  const { from, to, order } = comparison
  const choose = (change: Partial<Comparison>) => navigate({ compare: writeComparison({ ...comparison, ...change }) }, { replace: true })
  const [limit, setLimit] = useState(pageSize)
  const [open, setOpen] = useState<string | null>(null)
  const side = ({ version, date }: ChosenSide) => ({
    ...(version === 'draft' && draft ? { model: draft } : /^\d+$/.test(version) ? { version: Number(version) } : {}), asOf: date || parameters.asOf || asOf,
  })
  const sides = { from: side(from), to: side(to), policy: parameters.policy }
  const { data, error, isPlaceholderData, refetch } = useCall('models.compare', { ...sides, order, limit }, { keepPrevious: true })
  const moved = data?.moves.filter((move) => move.from !== move.to).reduce((sum, { subjects }) => sum + subjects, 0) ?? 0
  return (
    <>
      <div className="compare-tools">
        <SideFields label="From" side={from} list={list} hasDraft={draft !== null} onChange={(chosen) => choose({ from: chosen })} />
        <SideFields label="To" side={to} list={list} hasDraft={draft !== null} onChange={(chosen) => choose({ to: chosen })} />
        <select className="input" aria-label="Order" value={order} onChange={({ target }) => choose({ order: orders.find(({ value }) => value === target.value)?.value ?? 'change' })}>
          {orders.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
        </select>
      </div>
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : !data ? <Skeleton height={320} /> : (
        <div className={isPlaceholderData ? 'effect-stale' : ''}>
          <p className="compare-answer" data-testid="comparison">
            {formatInteger(data.changed)} of {countOf(data.subjects, 'score')} differ, {formatInteger(moved)} by a band. Parts add up to the change.
          </p>
          <div className="data-scroll" tabIndex={0} role="region" aria-label="Changes of scores">
            <table className="data-table changes">
              <thead>
                <tr>
                  <th scope="col">Account or company</th><th scope="col">Before</th><th scope="col">After</th><th scope="col">Band</th><th scope="col">Change</th>
                  {partColumns.map(({ part, label, definition }) => <th key={part} scope="col" title={definition}>{label}</th>)}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => [
                  <tr key={row.subject}>
                    <th scope="row"><button className="row-door" aria-expanded={open === row.subject} onClick={() => setOpen(open === row.subject ? null : row.subject)}>{row.name}</button></th>
                    <td>{formatPoints(row.scoreBefore)}</td><td>{formatPoints(row.scoreAfter)}</td>
                    <td>{row.bandBefore === row.bandAfter ? row.bandAfter : <span className="differs">{row.bandBefore} → {row.bandAfter}</span>}</td>
                    <td><strong>{signedPoints(row.change)}</strong></td>
                    {partColumns.map(({ part }) => <td key={part}>{signedPoints(row.parts[part])}</td>)}
                  </tr>,
                  ...(open === row.subject ? [<SubjectChangeRows key={`${row.subject} parts`} {...sides} subject={row.subject} />] : []),
                ])}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">All {formatInteger(data.subjects)}</th><td /><td /><td /><td>{signedPoints(partColumns.reduce((sum, { part }) => sum + data.parts[part], 0))}</td>
                  {partColumns.map(({ part }) => <td key={part}>{signedPoints(data.parts[part])}</td>)}
                </tr>
              </tfoot>
            </table>
          </div>
          {data.found === 0 && <p className="faint">Nothing changed.</p>}
          {data.found > data.rows.length && <Button tone="quiet" onClick={() => setLimit(limit + 100)}>Show more of {formatInteger(data.found)}</Button>}
        </div>
      )}
    </>
  )
}

function SideFields({ label, side, list, hasDraft, onChange }: { label: string; side: ChosenSide; list: ModelList; hasDraft: boolean; onChange: (side: ChosenSide) => void }) {
  const id = useId()
  return (
    <span className="side-fields">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={side.version} onChange={({ target }) => onChange({ ...side, version: target.value })}>
        <option value="in force">in force</option>
        {hasDraft && <option value="draft">draft</option>}
        {list.versions.map(({ version, name }) => <option key={version} value={version}>{version} · {name}</option>)}
      </select>
      <input className="input" type="date" aria-label={`${label}: date; blank is that of the header`} value={side.date} onChange={({ target }) => onChange({ ...side, date: target.value })} />
    </span>
  )
}
