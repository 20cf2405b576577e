import { personalWords } from '../../../shared/personal-labels.ts'
import { useCall } from '../../lib/engine.ts'
import { formatInteger, formatMinute } from '../../lib/formats.ts'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Suppression } from './suppression.tsx'

/** Every file that left for people outside, and the lists for tools. */
export function ExportLog() {
  const { data, error } = useCall('exports.list', {})
  return (
    <>
      <Suppression />
      <section className="databases-card" aria-labelledby="log-title">
        <h2 id="log-title">Files written</h2>
        {error ? <Trouble error={error} /> : !data ? <Skeleton height={120} /> : data.total === 0 ? <p className="soft">No file was written for people outside yet.</p> : (
          <div className="data-scroll" tabIndex={0} role="region" aria-label="Table of files written">
            <table className="data-table databases-log">
              <thead><tr><th scope="col">Written</th><th scope="col">What</th><th scope="col">For</th><th scope="col" className="databases-number">Rows</th><th scope="col" className="databases-number" title="In the user database, so not in a file for sales">Held back</th><th scope="col">Personal data</th><th scope="col">File</th></tr></thead>
              <tbody>
                {data.exports.map((each) => (
                  <tr key={each.exportId}>
                    <th scope="row">{formatMinute(each.writtenAt)}</th><td>{each.kind}</td><td>{each.audience}</td><td className="databases-number">{formatInteger(each.rows)}</td><td className="databases-number">{formatInteger(each.withheld)}</td>
                    <td>{personalWords(each.personal, formatInteger)}{each.pseudonymised && Object.values(each.personal).some((count) => count > 0) && ' (as pseudonyms)'}</td><td title={each.path}>{each.path.split(/[\\/]/).at(-1)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}
