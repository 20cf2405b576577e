import { useCall } from '../../../lib/engine.ts'
import { formatInteger } from '../../../lib/formats.ts'
import { Trouble } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { AddLink } from './add-link.tsx'
import { LinkTable } from './link-table.tsx'

/** Which companies were renamed, acquired, or belong to which. */
export function LinksSection() {
  const { data, error, refetch } = useCall('links.list', {}, { keepPrevious: true })
  return (
    <section className="finding-section" aria-labelledby="links-title">
      <h2 id="links-title">Renamed, acquired, subsidiaries</h2>
      <p className="soft">A company without an account of its own counts for the account of its nearest parent here. A decision in Review outranks it.</p>
      <AddLink />
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} />
        : !data ? <Skeleton height={96} />
          : data.total === 0 ? <p className="faint finding-none">No links yet. State one above, e.g. “Globex Labs was acquired by globex.com”.</p>
            : <LinkTable links={data.links} />}
      {data && data.found > data.links.length && <p className="faint">{formatInteger(data.found - data.links.length)} older links are not shown; the command line lists them all.</p>}
    </section>
  )
}
