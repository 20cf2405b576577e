import { useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { audiences, type Audience, type HandOverFormat, handOverFormats } from '../../../shared/contract-hand-over.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { errorWords } from '../../lib/error-words.ts'
import { countOf } from '../../lib/formats.ts'
import { say } from '../../lib/notices.ts'
import { cancel } from '../../lib/running.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { HandOverContents } from '../../ui/hand-over-contents.tsx'
import { Trouble } from '../../ui/page.tsx'

/** Files are written one at a time; giving up also stops what is being written. */
const jobId = 'list-file'

type Selected = Omit<Input<'targetLists.preview'>, 'audience' | 'pseudonymised'>

/** Opens what a file of the list would hold before it is written. */
export function ExportButton({ selected }: { selected: Selected }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}><Download size={14} aria-hidden /> Write file …</Button>
      {open && <ExportDialog selected={selected} onClose={() => setOpen(false)} />}
    </>
  )
}

function ExportDialog({ selected, onClose }: { selected: Selected; onClose: () => void }) {
  const { host } = useConnection()
  const queries = useQueryClient()
  const id = useId()
  const [audience, setAudience] = useState<Audience>('sales')
  const [format, setFormat] = useState<HandOverFormat>('csv')
  const [pseudonymised, setPseudonymised] = useState(false)
  const asked = { ...selected, audience, pseudonymised }
  const preview = useCall('targetLists.preview', asked, { keepPrevious: true })
  const command = useCommand('targetLists.export', { jobId })
  const giveUp = () => {
    cancel(jobId)
    onClose()
  }
  const write = async () => {
    const name = `list-${selected.list}.${format}`
    const path = host.dialogs ? await host.dialogs.saveExport(name) : undefined
    if (path === null) return
    const { rows, download, path: written } = await command.mutateAsync({ ...asked, format, ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    void queries.invalidateQueries({ queryKey: ['exports.list'] })
    say(`Wrote ${countOf(rows, 'row')} to ${download === null ? written : name}`)
    onClose()
  }
  const isReady = preview.data !== undefined && !preview.isPlaceholderData && preview.data.rows > 0
  return (
    <Dialog open onClose={giveUp} title="Write this list to a file" text="Read what the file holds before it is written; the log keeps it.">
      <div className="handover-choice">
        <Choice id={`${id}-audience`} label="For" value={audience} options={audiences} words={sentenceCase} onChange={setAudience} />
        <Choice id={`${id}-format`} label="File" value={format} options={handOverFormats} words={(each) => each.toUpperCase()} onChange={setFormat} />
        <label className="handover-check"><input type="checkbox" checked={pseudonymised} onChange={({ target }) => setPseudonymised(target.checked)} /> Pseudonyms instead of names and addresses</label>
      </div>
      {preview.error ? <Trouble error={preview.error} /> : preview.data ? <HandOverContents preview={preview.data} pseudonymised={pseudonymised} row={['row', 'rows']} /> : <p className="soft" role="status">Counting …</p>}
      {command.error && <p className="handover-problem" role="alert">{errorWords(command.error).message}</p>}
      <div className="dialog-foot">
        <Button onClick={giveUp}>Cancel</Button>
        <Button tone="primary" disabled={!isReady || command.isPending} onClick={() => void write().catch(() => undefined)}>Write file</Button>
      </div>
    </Dialog>
  )
}

interface ChoiceProps<Value extends string> {
  id: string
  label: string
  value: Value
  options: readonly Value[]
  words: (value: Value) => string
  onChange: (value: Value) => void
}

function Choice<Value extends string>({ id, label, value, options, words, onChange }: ChoiceProps<Value>) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={({ target }) => onChange(options.find((each) => each === target.value) ?? value)}>
        {options.map((each) => <option key={each} value={each}>{words(each)}</option>)}
      </select>
    </div>
  )
}
