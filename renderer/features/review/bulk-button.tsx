import { useState } from 'react'
import type { Input, Output } from '../../../shared/contract.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { kindNouns } from './quality-words.ts'
import { reviewKeys } from './review-keys.ts'
import { line } from './review-line.ts'

type Asked = Omit<Input<'review.previewBulk'>, 'verdict'>
type Verdict = Input<'review.previewBulk'>['verdict']

interface BulkButtonProps {
  /** What the queue shows. */
  shown: Asked
  queue: string
  /** Opens the queue anew. */
  onDecided: () => Promise<unknown>
}

const verdicts: readonly { verdict: Verdict; label: string }[] = [{ verdict: 'accept', label: 'Correct' }, { verdict: 'reject', label: 'Incorrect' }, { verdict: 'unsure', label: 'Unsure' }]

/** One verdict on everything the filter shows, with a look at what that is before it is given. */
export function BulkButton({ shown, queue, onDecided }: BulkButtonProps) {
  const [open, setOpen] = useState(false)
  useAction({ ...reviewKeys.bulk, group: 'Review', run: () => setOpen(true) })
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)} title="One verdict on everything the filter shows">Decide all</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Decide everything shown" text="One verdict on every item the search and filters show. What a person has decided already stays as it is, and one undo takes all of it back.">
        {open && <BulkForm shown={shown} queue={queue} onDecided={onDecided} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  )
}

function BulkForm({ shown, queue, onDecided, onClose }: BulkButtonProps & { onClose: () => void }) {
  const [verdict, setVerdict] = useState<Verdict>('accept')
  const [note, setNote] = useState('')
  const { data: preview, error, isFetching, refetch } = useCall('review.previewBulk', { ...shown, verdict }, { keepPrevious: true })
  const decide = useCommand('review.decideBulk')
  const label = verdicts.find((each) => each.verdict === verdict)?.label ?? ''

  const submit = async () => {
    if (!preview) return
    await line.settled()
    const { batch, count, dataVersion } = await decide.mutateAsync({ ...shown, verdict, queue, expected: preview.decides, note: note.trim() || null })
    line.adopt({ title: countOf(count, 'item'), decisionId: batch, dataVersion })
    onClose()
    say(`${countOf(count, 'item')} decided: ${label.toLowerCase()}. Undo takes all of it back.`)
    await onDecided()
  }
  const failed = (thrown: unknown) => {
    sayError(thrown)
    void refetch()
  }
  return (
    <form className="form bulk" onSubmit={(event) => { event.preventDefault(); submit().catch(failed) }}>
      <div className="bulk-verdicts" role="group" aria-label="Verdict">
        {verdicts.map((each) => <Button key={each.verdict} aria-pressed={each.verdict === verdict} onClick={() => setVerdict(each.verdict)}>{each.label}</Button>)}
      </div>
      {error ? <p role="alert">{error.message}</p> : <div className="bulk-preview" aria-live="polite" aria-busy={isFetching}>{preview ? <Preview preview={preview} /> : <p className="soft">Counting …</p>}</div>}
      <label className="field">
        <span className="field-label">Note, kept with every decision</span>
        <input className="input" value={note} maxLength={4000} onChange={({ target }) => setNote(target.value)} autoComplete="off" />
      </label>
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={!preview || preview.decides === 0 || isFetching || decide.isPending}>{preview ? `Decide ${countOf(preview.decides, 'item')}` : 'Decide'}</Button>
      </div>
    </form>
  )
}

function Preview({ preview: { shown, decides, kinds, providers, leftAlone, examples } }: { preview: Output<'review.previewBulk'> }) {
  const left = leftAlone.reduce((sum, { items }) => sum + items, 0)
  return (
    <>
      <p><strong className="numeric">{formatInteger(decides)}</strong> of {countOf(shown, 'item')} shown would be decided{kinds.length > 0 && `: ${kinds.map(({ kind, items }) => countOf(items, ...kindNouns[kind])).join(', ')}`}.</p>
      {providers.length > 0 && <p className="soft">Claims of {providers.map(({ provider, items }) => `${provider} (${formatInteger(items)})`).join(', ')}.</p>}
      {left > 0 && <p className="soft">{countOf(left, 'item')} stay as {leftAlone.map(({ reviewer, items }) => `${reviewer} (${formatInteger(items)})`).join(', ')} decided.</p>}
      {examples.length > 0 && (
        <ul className="bulk-examples" aria-label="The first of them">
          {examples.map(({ name, proposed }, index) => <li key={index}><span className="truncate">{name}</span> <span className="truncate soft">{proposed ?? 'no employer'}</span></li>)}
        </ul>
      )}
    </>
  )
}
