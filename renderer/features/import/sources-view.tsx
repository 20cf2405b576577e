import { ArrowLeft } from 'lucide-react'
import type { Completeness } from '../../../shared/contract-completeness.ts'
import { shortLimit } from '../../lib/capture-words.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatMinute } from '../../lib/formats.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { sourceWord } from '../../../shared/signal-names.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import '../../ui/chart/chart.css'
import { Page, Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SourceTable } from './source-table.tsx'
import './sources.css'

/** How complete each source is, up to the as-of day of the header. */
export function SourcesView() {
  const route = useRoute()
  const { data, error, refetch } = useCall('completeness.run', route.asOf ? { asOf: route.asOf } : {}, { keepPrevious: true })
  useSayInStatusLine(data ? countOf(data.sources.filter(({ level }) => level === 'total').length, 'source') : null)
  return (
    <Page
      title="Sources" scroll lead="What was captured of each source by the as-of day, where it is silent for longer than chance explains, and what is known to be missing."
      tools={<a className="button" href={linkTo(route, { page: 'import', view: null })}><ArrowLeft size={14} aria-hidden /> Back to the files</a>}
    >
      <div className="sources">
        {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : data ? <Found completeness={data} /> : <Skeleton height={320} />}
      </div>
    </Page>
  )
}

function Found({ completeness }: { completeness: Completeness }) {
  const { sources, archiveHours } = completeness
  if (sources.length === 0) return <p className="soft">No event was imported up to this day.</p>
  return (
    <>
      <SourceTable completeness={completeness} />
      {archiveHours && <Hours {...archiveHours} />}
      <KnownLimits sources={sources} />
      <p className="faint sources-method">
        A gap is a silence of whole days (UTC) whose probability, anywhere in the period, is below 1 %: silent days are taken as independent, at the lower of the rates of the 90 days before and after. Bursts do
        not matter, because days are counted, not events.
      </p>
    </>
  )
}

function Hours({ from, to, hours, present, missing, missingElsewhere, runs }: NonNullable<Completeness['archiveHours']>) {
  return (
    <section className="sources-part">
      <h2>GH Archive by the hour</h2>
      <p>
        {formatInteger(present)} of the {formatInteger(hours)} hours from {formatMinute(from)} to {formatMinute(to)} are imported as files of their own; {formatInteger(missing)} are missing
        {missingElsewhere > 0 ? `, ${missingElsewhere === missing ? 'all' : formatInteger(missingElsewhere)} of them in the period of another GH Archive file` : ''}.
      </p>
      {runs.length > 0 && (
        <details>
          <summary>Missing hours</summary>
          <ul className="sources-runs numeric">{runs.map((run) => <li key={run.from}>{formatMinute(run.from)} – {formatMinute(run.to)}: {countOf(run.hours, 'hour')}</li>)}</ul>
        </details>
      )}
    </section>
  )
}

function KnownLimits({ sources }: Pick<Completeness, 'sources'>) {
  const found = new Map<string, { short: string; words: string; bites: boolean; of: Set<string> }>()
  for (const { source, level, limits } of sources) {
    for (const limit of limits) {
      const known = found.get(limit.id) ?? { short: shortLimit(limit), words: limit.words, bites: limit.bites, of: new Set() }
      if (level === 'total' || source === 'package_downloads') known.of.add(sourceWord(source))
      found.set(limit.id, known)
    }
  }
  if (found.size === 0) return null
  return (
    <section className="sources-part">
      <h2>Known limits</h2>
      <ul className="limit-list">
        {[...found].toSorted(([, left], [, right]) => Number(right.bites) - Number(left.bites)).map(([id, { words, bites, of }]) => (
          <li key={id}>
            <span className={`chip ${bites ? 'chip-warn' : ''}`}>{bites ? 'incomplete' : 'limit'}</span>
            <span>{words} <span className="faint">{[...of].join(', ')}</span></span>
          </li>
        ))}
      </ul>
    </section>
  )
}
