import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import type { Condition } from '../../../shared/contract-grid.ts'
import { type HandOverFormat, handOverFormats } from '../../../shared/contract-hand-over.ts'
import type { Database } from '../../../shared/contract-personas.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { errorWords } from '../../lib/error-words.ts'
import { countOf } from '../../lib/formats.ts'
import { say } from '../../lib/notices.ts'
import { cancel } from '../../lib/running.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { HandOverContents } from '../../ui/hand-over-contents.tsx'
import { Trouble } from '../../ui/page.tsx'

/** Files are written one at a time; giving up also stops what is being written. */
const jobId = 'database-file'

interface Selected {
  database: Database
  filter: Condition[]
  search: string
}

/** Opens what a file would hold before it is written. */
export function ExportButton(selected: Selected) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}><Download size={14} aria-hidden /> {selected.database === 'user' ? 'Write for marketing' : 'Write for sales'}</Button>
      {open && <ExportDialog selected={selected} onClose={() => setOpen(false)} />}
    </>
  )
}

function ExportDialog({ selected, onClose }: { selected: Selected; onClose: () => void }) {
  const { host } = useConnection()
  const preview = useCall('databases.preview', selected)
  const command = useCommand('databases.export', { jobId })
  const id = useId()
  const [format, setFormat] = useState<HandOverFormat>('csv')
  const [pseudonymised, setPseudonymised] = useState(false)
  const giveUp = () => {
    cancel(jobId)
    onClose()
  }
  const write = async () => {
    const name = `${selected.database}-database.${format}`
    const path = host.dialogs ? await host.dialogs.saveExport(name) : undefined
    if (path === null) return
    const { rows, download, path: written } = await command.mutateAsync({ ...selected, format, pseudonymised, ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    say(`Wrote ${countOf(rows, 'row')} to ${download === null ? written : name}`)
    onClose()
  }
  return (
    <Dialog open onClose={giveUp} title={selected.database === 'user' ? 'Write the user database for marketing' : 'Write the buyer database for sales'} text="Read what the file holds before it is written; the log keeps it.">
      {preview.error ? <Trouble error={preview.error} /> : preview.data ? <HandOverContents preview={preview.data} pseudonymised={pseudonymised} row={['person', 'people']} /> : <p className="soft" role="status">Counting …</p>}
      <div className="databases-choice">
        <div className="field">
          <label className="field-label" htmlFor={`${id}-format`}>File</label>
          <select id={`${id}-format`} className="input" value={format} onChange={({ target }) => setFormat(handOverFormats.find((each) => each === target.value) ?? 'csv')}>
            {handOverFormats.map((each) => <option key={each} value={each}>{each.toUpperCase()}</option>)}
          </select>
        </div>
        <label className="save-use"><input type="checkbox" checked={pseudonymised} onChange={({ target }) => setPseudonymised(target.checked)} /> Pseudonyms instead of names and addresses</label>
      </div>
      {command.error && <p className="setting-problem" role="alert">{errorWords(command.error).message}</p>}
      <div className="dialog-foot">
        <Button onClick={giveUp}>Cancel</Button>
        <Button tone="primary" disabled={!preview.data || preview.data.rows === 0 || command.isPending} onClick={() => void write().catch(() => undefined)}>Write file</Button>
      </div>
    </Dialog>
  )
}
