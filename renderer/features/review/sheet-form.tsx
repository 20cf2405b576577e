import { useState } from 'react'
import type { CheckedSheet } from '../../../shared/contract-review-sheet.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { line } from './review-line.ts'

interface SheetFormProps {
  file: { path: string; name: string }
  onApplied: () => Promise<unknown>
  onClose: () => void
}

const mostShown = 100

/** What the sheet holds and what stands against it, before anything is recorded. */
export function SheetForm({ file, onApplied, onClose }: SheetFormProps) {
  const [reviewer, setReviewer] = useState('')
  const [overwrites, setOverwrites] = useState(false)
  const whose = reviewer.trim() === '' ? {} : { reviewer: reviewer.trim() }
  const { data: own } = useCall('reviewer.read', {}, { isSteady: true })
  const { data: checked, error, isFetching } = useCall('review.check', { path: file.path, ...whose }, { keepPrevious: true })
  const apply = useCommand('review.apply')
  const count = checked ? checked.applies + (overwrites ? checked.conflicts.filter(({ reason }) => reason !== 'gone').length : 0) : 0

  const submit = async () => {
    await line.settled()
    const { applied, batch, dataVersion } = await apply.mutateAsync({ path: file.path, ...whose, conflicts: overwrites ? 'overwrite' : 'skip' })
    // Only one's own strokes are taken back by the undo key.
    if (batch !== null && (whose.reviewer ?? own?.reviewer) === own?.reviewer) line.adopt({ title: countOf(applied, 'answer'), decisionId: batch, dataVersion })
    onClose()
    say(`${countOf(applied, 'answer')} of ${file.name} recorded.`)
    await onApplied()
  }
  if (error) return <><p role="alert" className="sheet-error">{error.message}</p><div className="dialog-foot"><Button onClick={onClose}>Close</Button></div></>
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); submit().catch(sayError) }}>
      <div aria-live="polite" aria-busy={isFetching}>{checked ? <Found checked={checked} /> : <p className="soft">Comparing {file.name} with what was decided since …</p>}</div>
      <label className="field">
        <span className="field-label">Whose answers these are</span>
        <input className="input" value={reviewer} maxLength={200} placeholder={own?.reviewer} onChange={({ target }) => setReviewer(target.value)} autoComplete="off" spellCheck={false} />
      </label>
      {checked && checked.conflictCount > 0 && (
        <label className="check-row"><input type="checkbox" checked={overwrites} onChange={({ target }) => setOverwrites(target.checked)} /> Record the answers in conflict too, as newer decisions. The earlier ones are kept.</label>
      )}
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={count === 0 || isFetching || apply.isPending}>{count === 0 ? 'Nothing to record' : `Record ${overwrites && checked && checked.conflictCount > checked.conflicts.length ? 'the answers' : countOf(count, 'answer')}`}</Button>
      </div>
    </form>
  )
}

function Found({ checked: { file, rows, given, blank, applies, already, verdicts, conflictCount, conflicts } }: { checked: CheckedSheet }) {
  const said = ([[verdicts.correct, 'correct'], [verdicts.incorrect, 'incorrect'], [verdicts.unsure, 'unsure'], [verdicts.none, 'not in the CRM']] as const).filter(([count]) => count > 0)
  return (
    <>
      <p><strong>{file}</strong> has {countOf(rows, 'row')}: {formatInteger(given)} answered{said.length > 0 && ` (${said.map(([count, word]) => `${formatInteger(count)} ${word}`).join(', ')})`}, {formatInteger(blank)} left empty.</p>
      <p>{countOf(applies, 'answer')} can be recorded{already > 0 && `, ${formatInteger(already)} were recorded before`}{conflictCount > 0 ? `, ${formatInteger(conflictCount)} ${conflictCount === 1 ? 'is' : 'are'} in conflict with what happened since:` : '. Nothing stands against them.'}</p>
      {conflictCount > 0 && (
        <div className="sheet-conflicts" tabIndex={0} role="region" aria-label="Conflicts">
          <table className="data-table">
            <thead><tr><th scope="col">Line</th><th scope="col">Of</th><th scope="col">What stands against it</th></tr></thead>
            <tbody>{conflicts.slice(0, mostShown).map(({ line: at, name, explanation }) => <tr key={at}><td className="numeric">{at}</td><td>{name}</td><td>{explanation}</td></tr>)}</tbody>
          </table>
          {conflictCount > mostShown && <p className="faint">and {formatInteger(conflictCount - mostShown)} more</p>}
        </div>
      )}
    </>
  )
}
