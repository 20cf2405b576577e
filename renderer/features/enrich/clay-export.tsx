import { Download } from 'lucide-react'
import type { EnrichSettings } from '../../../shared/contract-enrich.ts'
import { useAction } from '../../lib/actions.ts'
import { useCommand, useConnection } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'

const fileName = 'people-for-clay.csv'

/** People as a file for a Clay table; what comes back is imported. */
export function ClayExport({ people }: { people: EnrichSettings['people'] }) {
  const { host } = useConnection()
  const command = useCommand('enrich.exportClay')
  const save = async () => {
    const path = host.dialogs ? await host.dialogs.saveExport(fileName) : undefined
    if (path === null) return
    const { rows, download, path: written } = await command.mutateAsync({ people, ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    say(`${countOf(rows, 'person', 'people')} written to ${download === null ? written : fileName}. Keep the column bandstand_id and import what comes back.`)
  }
  const run = () => void save().catch(sayError)
  useAction({ id: 'export-clay', label: 'Export people for Clay', group: 'This page', keywords: 'enrich download', run })
  return <Button onClick={run} disabled={command.isPending}><Download size={14} aria-hidden /> Export for Clay</Button>
}
