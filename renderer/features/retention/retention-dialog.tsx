import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { type Retention, type RetentionKind, retentionKinds, type RetentionRules } from '../../../shared/contract-retention.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf, formatDay } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import './retention.css'

const words: Readonly<Record<RetentionKind, { label: string; since: string; one: string }>> = {
  events: { label: 'Events', since: 'since they happened', one: 'event' },
  rejects: { label: 'Rejects and duplicates', since: 'since their import', one: 'row' },
  copies: { label: 'Copies of imported files', since: 'since their import', one: 'file' },
  answers: { label: 'Answers of providers', since: 'since they came', one: 'answer' },
}

/** How long the workspace keeps what it was given, and what has had its time. */
export function RetentionDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const retention = useCall('retention.read', {}, { enabled: open })
  return (
    <Dialog open={open} onClose={onClose} title="How long things are kept" text="In months; an empty field keeps for good. Rules take nothing out by themselves.">
      {retention.error && <Trouble error={retention.error} />}
      {retention.isPending && <Skeleton height={180} />}
      {retention.data && <RulesForm key={JSON.stringify(retention.data.rules)} retention={retention.data} onClose={onClose} />}
    </Dialog>
  )
}

const readMonths = (text: string): number | null => (/^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 600 ? Number(text) : null)

function RulesForm({ retention: { rules, due, lastApplied }, onClose }: { retention: Retention; onClose: () => void }) {
  const [months, setMonths] = useState<Readonly<Record<RetentionKind, string>>>(() => textOf(rules))
  const [asks, setAsks] = useState(false)
  const queries = useQueryClient()
  const save = useCommand('retention.set', {
    onSuccess: (state) => {
      queries.setQueryData(['retention.read', {}], state)
      say('The rules are saved.')
    },
  })
  const apply = useCommand('retention.apply', { onSuccess: ({ gone }) => say(`Taken out for good: ${sentence(gone)}.`) })
  const wrong = retentionKinds.filter((kind) => months[kind].trim() !== '' && readMonths(months[kind]) === null)
  const isChanged = retentionKinds.some((kind) => months[kind].trim() !== textOf(rules)[kind])
  const waiting = due.filter(({ count }) => count > 0)
  return (
    <form
      className="form" onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ rules: Object.fromEntries(retentionKinds.flatMap((kind) => (readMonths(months[kind]) === null ? [] : [[kind, readMonths(months[kind])]]))) }, { onError: sayError })
      }}
    >
      <div className="retention-rules">
        {retentionKinds.map((kind) => (
          <Rule
            key={kind} kind={kind} value={months[kind]} isWrong={wrong.includes(kind)} due={isChanged ? undefined : due.find((each) => each.kind === kind)}
            onChange={(value) => setMonths((before) => ({ ...before, [kind]: value }))}
          />
        ))}
      </div>
      {lastApplied && <p className="field-note">Last applied {formatDay(lastApplied)}.</p>}
      <div className="dialog-foot">
        <Button onClick={onClose}>Close</Button>
        <Button tone="danger" disabled={isChanged || waiting.length === 0 || apply.isPending} onClick={() => setAsks(true)}>{apply.isPending ? 'Taking out…' : 'Take out…'}</Button>
        <Button type="submit" tone="primary" disabled={!isChanged || wrong.length > 0 || save.isPending}>Save rules</Button>
      </div>
      <Confirm
        open={asks} onClose={() => setAsks(false)} title="Take out for good what has had its time?" confirm="Take out for good"
        text={`${sentence(waiting)} go, and the workspace is written anew so that their bytes are gone. Figures of earlier dates will miss events that went. There is no undo.`}
        onConfirm={() => apply.mutate({}, { onError: sayError })}
      />
    </form>
  )
}

interface RuleProps {
  kind: RetentionKind
  value: string
  isWrong: boolean
  due: Retention['due'][number] | undefined
  onChange: (value: string) => void
}

function Rule({ kind, value, isWrong, due, onChange }: RuleProps) {
  const id = useId()
  const { label, since, one } = words[kind]
  return (
    <>
      <label htmlFor={id}>{label} <span className="retention-since">{since}</span></label>
      <input
        id={id} className="input" inputMode="numeric" placeholder="always" autoComplete="off" value={value} aria-invalid={isWrong} aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-note`} className="retention-due">{isWrong ? '1 to 600 months' : due ? `${countOf(due.count, one)} before ${formatDay(due.before)}` : ''}</span>
    </>
  )
}

const textOf = (rules: RetentionRules): Record<RetentionKind, string> => ({
  events: String(rules.events ?? ''), rejects: String(rules.rejects ?? ''), copies: String(rules.copies ?? ''), answers: String(rules.answers ?? ''),
})

const sentence = (gone: Retention['due']): string => gone.map(({ kind, count }) => countOf(count, words[kind].one)).join(', ')
