import type { ModelFigures, ModelPreview } from '../../../shared/contract-models.ts'
import { bands, type Estimate } from '../../../shared/model.ts'
import { countOf, formatInteger, formatRatio, formatScore, formatShare } from '../../lib/formats.ts'
import { BandChip } from '../../ui/band-chip.tsx'
import '../../ui/chart/chart.css'

/** What the draft makes of the same events, beside the version in force. */
export function EffectPanel({ preview, isStale }: { preview: ModelPreview; isStale: boolean }) {
  const { against, draft, moves } = preview
  const before = against.figures
  const moved = moves.filter(({ from, to }) => from !== to).reduce((sum, { subjects }) => sum + subjects, 0)
  const all = bands.reduce((sum, band) => sum + before.counts[band], 0)
  return (
    <div className={`effect ${isStale ? 'effect-stale' : ''}`} aria-live="polite">
      <p className="effect-answer" data-testid="effect">
        {moved === 0 ? 'No company changes its band.' : `${formatInteger(moved)} of ${countOf(all, 'company', 'companies')} ${moved === 1 ? 'changes its' : 'change their'} band.`}
      </p>
      <BandBars name={against.name} figures={before} />
      <BandBars name="Draft" figures={draft} />
      <table className="data-table">
        <thead><tr><th scope="col" /><th scope="col">In force</th><th scope="col">Draft</th></tr></thead>
        <tbody>
          <Pair label="High from a score of" before={score(before.thresholds.high)} draft={score(draft.thresholds.high)} />
          <Pair label="Medium from a score of" before={score(before.thresholds.medium)} draft={score(draft.thresholds.medium)} />
          {bands.map((band) => <Pair key={band} label={<BandChip band={band} />} before={formatInteger(before.counts[band])} draft={formatInteger(draft.counts[band])} />)}
          <Estimates label="High among active at the bottom" before={before.highAtBottom} draft={draft.highAtBottom} />
          <Estimates label="Hidden share" before={before.hidden.share} draft={draft.hidden.share} />
        </tbody>
      </table>
      <h3>By stage</h3>
      <StageTable before={before} draft={draft} />
      <h3>Where bands move</h3>
      <MoveTable moves={moves} />
      <h3>How much the cut-offs matter</h3>
      <SensitivityPair before={before} draft={draft} />
    </div>
  )
}

const score = (value: number | null): string => (value === null ? '–' : formatScore(value))

const interval = ({ low, high }: Estimate): string => (low === null || high === null ? '' : `${formatShare(low).replace('%', '')}–${formatShare(high)}`)

function Pair({ label, before, draft }: { label: React.ReactNode; before: string; draft: string }) {
  return <tr><th scope="row">{label}</th><td>{before}</td><td className={before === draft ? '' : 'differs'}>{draft}</td></tr>
}

function Estimates({ label, before, draft, format = formatShare }: { label: string; before: Estimate; draft: Estimate; format?: (value: number | null) => string }) {
  const cell = (estimate: Estimate) => <>{format(estimate.value)} {format === formatShare && <span className="faint">{interval(estimate)}</span>}</>
  return <tr><th scope="row">{label}</th><td>{cell(before)}</td><td className={before.value === draft.value ? '' : 'differs'}>{cell(draft)}</td></tr>
}

function BandBars({ name, figures: { counts } }: { name: string; figures: ModelFigures }) {
  const active = counts.High + counts.Medium + counts.Low
  return (
    <div className="band-bars">
      <span className="truncate" title={name}>{name}</span>
      <div className="band-bar" role="img" aria-label={`${name}: ${bands.map((band) => `${band} ${formatInteger(counts[band])}`).join(', ')}`}>
        {(['High', 'Medium', 'Low'] as const).map((band) => <span key={band} className={`bar-${band}`} style={{ flex: active === 0 ? 0 : counts[band] }} title={`${band}: ${formatInteger(counts[band])}`} />)}
      </div>
      <span className="numeric faint">{formatInteger(active)} active</span>
    </div>
  )
}

function StageTable({ before, draft }: { before: ModelFigures; draft: ModelFigures }) {
  return (
    <div className="data-scroll" tabIndex={0} role="region" aria-label="By stage">
      <table className="data-table">
        <thead><tr><th scope="col" /><th scope="col">In force</th><th scope="col">Draft</th></tr></thead>
        <tbody>
          {draft.stages.map((stage, index) => {
            const was = before.stages[index]
            if (!was) return null
            return [
              <Estimates key={`${stage.stage} coverage`} label={`${stage.label}: coverage, n = ${formatInteger(stage.accounts)}`} before={was.coverage} draft={stage.coverage} />,
              <Estimates key={`${stage.stage} lift`} label={`${stage.label}: lift`} before={was.lift} draft={stage.lift} format={formatRatio} />,
              <Estimates key={`${stage.stage} intensity`} label={`${stage.label}: Medium or High among active`} before={was.intensity} draft={stage.intensity} />,
            ]
          })}
        </tbody>
      </table>
    </div>
  )
}

function MoveTable({ moves }: { moves: ModelPreview['moves'] }) {
  const count = (from: string, to: string) => moves.find((move) => move.from === from && move.to === to)?.subjects ?? 0
  return (
    <table className="data-table">
      <thead><tr><th scope="col">In force ↓ · draft →</th>{bands.map((band) => <th key={band} scope="col">{band}</th>)}</tr></thead>
      <tbody>
        {bands.map((from) => (
          <tr key={from}>
            <th scope="row"><BandChip band={from} /></th>
            {bands.map((to) => <td key={to} className={from === to ? 'faint' : count(from, to) > 0 ? 'differs' : 'faint'}>{formatInteger(count(from, to))}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SensitivityPair({ before, draft }: { before: ModelFigures; draft: ModelFigures }) {
  const last = draft.stages.at(-1)
  const intensity = (figures: ModelFigures, index: number) => figures.sensitivity[index]?.stages.at(-1)?.intensity.value ?? null
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Cut-offs moved by</th>
          <th scope="col">High at the bottom, in force</th><th scope="col">draft</th>
          <th scope="col">{last?.label}: Medium or High, in force</th><th scope="col">draft</th>
        </tr>
      </thead>
      <tbody>
        {draft.sensitivity.map(({ shift, highAtBottom }, index) => (
          <tr key={shift}>
            <th scope="row">{shift === 0 ? 'nothing' : `${shift > 0 ? '+' : '−'}${Math.abs(shift)} points`}</th>
            <td>{formatShare(before.sensitivity[index]?.highAtBottom.value ?? null)}</td><td>{formatShare(highAtBottom.value)}</td>
            <td>{formatShare(intensity(before, index))}</td><td>{formatShare(intensity(draft, index))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
