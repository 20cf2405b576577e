import { Download } from 'lucide-react'
import { useCall, useCommand, useConnection } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'

const toolWords = { sales: 'the tools of sales', marketing: 'the tools of marketing' } as const

/** Lists of addresses that tools must leave alone. */
export function Suppression() {
  return (
    <section className="databases-card" aria-labelledby="suppression-title">
      <h2 id="suppression-title">Who must not be written to</h2>
      <p className="soft">A list for the tools themselves, with addresses plain and hashed (SHA-256) and the reason. It tells sales’ tools to leave the user database alone.</p>
      <SuppressionList tools="sales" />
      <SuppressionList tools="marketing" />
    </section>
  )
}

function SuppressionList({ tools }: { tools: keyof typeof toolWords }) {
  const { host } = useConnection()
  const { data } = useCall('suppression.preview', { tools })
  const command = useCommand('suppression.export')
  const write = async () => {
    const name = `suppression-${tools}.csv`
    const path = host.dialogs ? await host.dialogs.saveExport(name) : undefined
    if (path === null) return
    const { rows, download, path: written } = await command.mutateAsync({ tools, format: 'csv', ...(path === undefined ? {} : { path }) })
    if (download !== null) await host.download(download)
    say(`Wrote ${countOf(rows, 'address', 'addresses')} to ${download === null ? written : name}`)
  }
  return (
    <div className="databases-suppression">
      <p>For {toolWords[tools]}: {data ? <>{countOf(data.rows, 'address', 'addresses')}{data.reasons.length > 0 && ` (${data.reasons.map(({ reason, addresses }) => `${reason.toLowerCase()} ${addresses}`).join(', ')})`}</> : '…'}</p>
      <Button disabled={!data || data.rows === 0 || command.isPending} aria-label={`Write the list for ${toolWords[tools]}`} onClick={() => void write().catch(sayError)}><Download size={14} aria-hidden /> Write list</Button>
    </div>
  )
}
