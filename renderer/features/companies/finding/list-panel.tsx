import { Plus, RotateCcw, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { WordEntry, WordList } from '../../../../shared/contract-resolution.ts'
import { useCall } from '../../../lib/engine.ts'
import { errorWords } from '../../../lib/error-words.ts'
import { countOf, formatInteger } from '../../../lib/formats.ts'
import { useSayInStatusLine } from '../../../lib/page-status.ts'
import { navigate, useRoute } from '../../../lib/use-route.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { SearchBox } from '../../../ui/grid/search-box.tsx'
import { Trouble } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useFindingCommand } from './use-finding.ts'

const most = 200

/** One word list: what was delivered, what was added and taken off here. */
export function ListPanel({ list }: { list: WordList }) {
  const { search } = useRoute()
  const { data, error, refetch } = useCall('resolution.wordList', { list, search, limit: most }, { keepPrevious: true })
  const change = useFindingCommand('resolution.change')
  useSayInStatusLine(data ? `${countOf(data.found, 'entry', 'entries')}${search === '' ? '' : ' shown'}` : null)
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />
  if (data?.list !== list) return <Skeleton height={320} />
  const put = (add: string, onDone?: () => void) => change.mutate({ lists: [{ list, add: [add] }] }, onDone ? { onSuccess: onDone } : {})
  const take = (entry: string) => change.mutate({ lists: [{ list, remove: [entry] }] })
  return (
    <>
      <h3>{data.label}</h3>
      <p className="soft">{data.about}</p>
      <div className="list-tools">
        <SearchBox value={search} label={`Search ${data.label.toLowerCase()}`} onChange={(next) => navigate({ search: next }, { replace: true })} />
        <AddEntry key={list} takes={data.takes} onAdd={put} />
      </div>
      <p className="faint list-takes">Takes {data.takes}.</p>
      {change.error !== null && <p className="finding-error" role="alert">{errorWords(change.error).message}</p>}
      {data.entries.length === 0 ? <p className="faint finding-none">No entry contains “{search}”.</p> : (
        <ul className="list-entries" aria-label={`Entries of ${data.label}`}>
          {data.entries.map((entry) => <Entry key={`${entry.state} ${entry.entry}`} entry={entry} disabled={change.isPending} onPut={put} onTake={take} />)}
        </ul>
      )}
      {data.found > data.entries.length && <p className="faint">{formatInteger(data.found - data.entries.length)} more; search narrows the list.</p>}
    </>
  )
}

interface EntryProps {
  entry: WordEntry
  disabled: boolean
  onPut: (entry: string) => void
  onTake: (entry: string) => void
}

function Entry({ entry: { entry, state }, disabled, onPut, onTake }: EntryProps) {
  return (
    <li>
      <span className={`truncate ${state === 'removed' ? 'entry-off' : ''}`} title={entry}>{entry}</span>
      {state === 'added' && <span className="chip chip-good">added</span>}
      {state === 'removed' && <span className="chip chip-warn">taken off</span>}
      {state === 'removed'
        ? <IconButton label={`Put ${entry} back`} disabled={disabled} onClick={() => onPut(entry)}><RotateCcw size={13} aria-hidden /></IconButton>
        : <IconButton label={`Take ${entry} off`} disabled={disabled} onClick={() => onTake(entry)}><X size={13} aria-hidden /></IconButton>}
    </li>
  )
}

function AddEntry({ takes, onAdd }: { takes: string; onAdd: (entry: string, onDone: () => void) => void }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [entry, setEntry] = useState('')
  return (
    <form
      className="list-add" aria-label="Add an entry" onSubmit={(event) => {
        event.preventDefault()
        onAdd(entry, () => {
          setEntry('')
          field.current?.focus()
        })
      }}
    >
      <label className="unseen" htmlFor={id}>New entry</label>
      <input ref={field} id={id} className="input" value={entry} title={takes} onChange={({ target }) => setEntry(target.value)} placeholder="New entry" spellCheck={false} autoComplete="off" />
      <Button type="submit" disabled={entry.trim() === ''}><Plus size={14} aria-hidden /> Add</Button>
    </form>
  )
}
