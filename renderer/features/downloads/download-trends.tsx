import type { DownloadTrend } from '../../../shared/contract-downloads.ts'
import { useCall } from '../../lib/engine.ts'
import { formatInteger } from '../../lib/formats.ts'
import { useAsOf } from '../../lib/workspace.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { DownloadChart } from './download-chart.tsx'
import { trendSentence, trendWords } from './download-words.ts'
import { DownloadTable } from './download-table.tsx'
import './downloads.css'

const drawn = 6

/** How often the packages are downloaded. Absent where no series was imported. */
export function DownloadTrends() {
  const asOf = useAsOf()
  const { data } = useCall('downloads.trends', { asOf }, { keepPrevious: true })
  if (!data || data.length === 0) return null
  const shown = data.slice(0, drawn)
  return (
    <div className="figure-wide explore-cell" data-testid="downloads">
      <Figure
        title="Package downloads" sentence={trendSentence(data)} file={null} table={<DownloadTable trends={data} />}
        note={`Downloads name no company: they show the trend of a package, builds and mirrors included, and are never scored.${data.length > drawn ? ` The ${drawn} most downloaded of ${formatInteger(data.length)} packages are drawn.` : ''}`}
      >
        <div className="download-trends">{shown.map((trend) => <Trend key={`${trend.registry} ${trend.package}`} trend={trend} />)}</div>
      </Figure>
    </div>
  )
}

function Trend({ trend }: { trend: DownloadTrend }) {
  return (
    <div className="download-trend">
      <h3><span className="code">{trend.package}</span> <span className="faint">{trend.registry}</span></h3>
      <p className="soft">{trendWords(trend)}</p>
      <DownloadChart trend={trend} />
    </div>
  )
}
