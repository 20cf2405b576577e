import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useId, useState } from 'react'
import { crms, type Crm, type WriteBack } from '../../../shared/contract-write-back.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { errorWords } from '../../lib/error-words.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { say } from '../../lib/notices.ts'
import { cancel } from '../../lib/running.ts'
import { personalWords } from '../../../shared/personal-labels.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Trouble } from '../../ui/page.tsx'

/** Files are written one at a time; giving up also stops what is being written. */
const jobId = 'crm-files'

const crmWords: Record<Crm, string> = { hubspot: 'HubSpot (import files)', salesforce: 'Salesforce (Data Loader files)' }

/** Opens what the files for a CRM would hold before they are written. */
export function WriteBackButton() {
  const [open, setOpen] = useState(false)
  useAction({ id: 'write-back', label: 'Write files for the CRM', group: 'This page', keywords: 'hubspot salesforce data loader write-back score band', run: () => setOpen(true) })
  return (
    <>
      <Button onClick={() => setOpen(true)}><Upload size={14} aria-hidden /> Files for the CRM …</Button>
      {open && <WriteBackDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function WriteBackDialog({ onClose }: { onClose: () => void }) {
  const { host } = useConnection()
  const queries = useQueryClient()
  const id = useId()
  const [crm, setCrm] = useState<Crm>('hubspot')
  const [changedOnly, setChangedOnly] = useState(false)
  const request = { crm, changedOnly, ...useRunParameters() }
  const preview = useCall('writeBack.preview', request, { keepPrevious: true })
  const command = useCommand('writeBack.write', { jobId })
  const giveUp = () => {
    cancel(jobId)
    onClose()
  }
  const write = async () => {
    const folder = host.dialogs ? await host.dialogs.chooseFolder() : undefined
    if (folder === null) return
    const { files } = await command.mutateAsync({ ...request, ...(folder === undefined ? {} : { folder }) })
    for (const { download } of files) if (download !== null) await host.download(download)
    for (const queryKey of [['exports.list'], ['writeBack.preview']]) void queries.invalidateQueries({ queryKey })
    say(`Wrote ${countOf(files.filter(({ path }) => path !== null).length, 'file')}${folder === undefined ? '' : ` to ${folder}`}`)
    onClose()
  }
  const shown = preview.data
  const isReady = shown !== undefined && !preview.isPlaceholderData && shown.files.some(({ rows }) => rows > 0)
  return (
    <Dialog open wide onClose={giveUp} title="Files for the CRM" text="Score, band, lifecycle stage and dates of what the CRM has, and the companies that are missing from it. They hold no column of the CRM’s own but its ids, and nobody of the user database.">
      <div className="handover-choice">
        <div className="field">
          <label className="field-label" htmlFor={id}>CRM</label>
          <select id={id} className="input" value={crm} onChange={({ target }) => setCrm(crms.find((each) => each === target.value) ?? 'hubspot')}>
            {crms.map((each) => <option key={each} value={each}>{crmWords[each]}</option>)}
          </select>
        </div>
        <label className="handover-check"><input type="checkbox" checked={changedOnly} onChange={({ target }) => setChangedOnly(target.checked)} /> Only what changed since the CRM was last told</label>
      </div>
      {preview.error ? <Trouble error={preview.error} /> : shown ? <Files {...shown} /> : <p className="soft" role="status">Counting …</p>}
      {command.error && <p className="handover-problem" role="alert">{errorWords(command.error).message}</p>}
      <div className="dialog-foot">
        <Button onClick={giveUp}>Cancel</Button>
        <Button tone="primary" disabled={!isReady || command.isPending} onClick={() => void write().catch(() => undefined)}>Write files</Button>
      </div>
    </Dialog>
  )
}

function Files({ files, leftOut }: WriteBack) {
  const aside = [
    ...(leftOut.otherIds > 0 ? [`${countOf(leftOut.otherIds, 'account or contact', 'accounts or contacts')} with a record id that is none of this CRM`] : []),
    ...(leftOut.withoutDomain > 0 ? [`${countOf(leftOut.withoutDomain, 'missing company', 'missing companies')} without a domain`] : []),
    ...(leftOut.withoutAccount > 0 ? [`${countOf(leftOut.withoutAccount, 'contact')} without an account`] : []),
  ]
  return (
    <>
      <div className="data-scroll" tabIndex={0} role="region" aria-label="Table of the files">
        <table className="data-table handover-files">
          <thead><tr><th scope="col">File</th><th scope="col" className="handover-number">Rows</th><th scope="col" className="handover-number" title="In the user database, so not in a file for sales">Held back</th><th scope="col" className="handover-number" title="The CRM was told the same before">Unchanged</th><th scope="col">Personal data</th></tr></thead>
          <tbody>
            {files.map(({ name, kind, about, rows, withheld, unchanged, personal }) => (
              <tr key={name}>
                <th scope="row"><span className="code">{name}</span><span className="soft handover-about">{about}</span></th>
                {kind === 'definition' ? <td colSpan={4} className="soft">No data in it</td> : (
                  <><td className="handover-number">{formatInteger(rows)}</td><td className="handover-number">{formatInteger(withheld)}</td><td className="handover-number">{formatInteger(unchanged)}</td><td>{rows === 0 ? <span className="soft">Not written: no rows</span> : personalWords(personal, formatInteger)}</td></>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {aside.length > 0 && <p className="soft">Left out: {aside.join('; ')}.</p>}
    </>
  )
}
