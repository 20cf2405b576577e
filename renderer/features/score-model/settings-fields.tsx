import { useId } from 'react'
import type { ModelProblem, ScoreModel } from '../../../shared/score-model.ts'
import { editDraft } from './draft-store.ts'
import { NumberField } from './number-field.tsx'

interface SettingsProps {
  model: ScoreModel
  inForce: ScoreModel
  problems: readonly ModelProblem[]
  /** Cut-offs of the version in force, which absolute ones start from, and the run that has them. */
  cutOffs: { high: number | null; medium: number | null }
  lastRun: number | null
}

const single = [
  { field: 'active_days', label: 'Active within, days', note: 'A company is active with an event this recent.' },
  { field: 'family_days', label: 'Family window, days', note: 'A family counts with an event this recent.' },
  { field: 'family_bonus', label: 'Family bonus', note: '0.15 adds 15% for each further family.' },
  { field: 'reliable_min', label: 'Reliable from', note: 'Least confidence of an attribution that counts.' },
] as const

/** Windows, bonus and cut-offs. */
export function SettingsFields({ model, inForce, problems, cutOffs, lastRun }: SettingsProps) {
  const problemOf = (field: string) => problems.find((problem) => problem.field === field || problem.field.startsWith(`${field}.`))?.remedy
  return (
    <div className="model-settings">
      {single.map(({ field, label, note }) => (
        <div key={field} className="setting-row">
          <span><span className="setting-label">{label}</span><span className="faint">{note}</span></span>
          <NumberField label={label} value={model[field]} before={inForce[field]} problem={problemOf(field)} onChange={(value) => editDraft(field, (before) => ({ ...before, [field]: value }))} />
          {problemOf(field) !== undefined && <p className="setting-problem" role="alert">{problemOf(field)}</p>}
        </div>
      ))}
      <CutOffs {...{ model, inForce, cutOffs, lastRun }} problem={problemOf('thresholds') ?? problemOf('quantiles')} />
    </div>
  )
}

type Mode = ScoreModel['thresholds']['mode']

const modeWords: Record<Mode, string> = { quantile: 'shares of the active companies', absolute: 'fixed scores', frozen: 'frozen to a run' }

function CutOffs({ model, inForce, cutOffs, lastRun, problem }: Omit<SettingsProps, 'problems'> & { problem: string | undefined }) {
  const id = useId()
  const { thresholds, quantiles } = model
  const write = (field: string, next: Partial<ScoreModel>) => editDraft(field, (before) => ({ ...before, ...next }))
  const choose = (mode: Mode) => write('thresholds', { thresholds: startOf(mode, { cutOffs, lastRun, inForce }) })
  const quantile = (part: 'high' | 'medium') => (
    // Written as the top share, kept as the quantile.
    <NumberField
      label={`${part === 'high' ? 'High' : 'Medium or High'}: top share in %`} value={rounded(100 - quantiles[part] * 100)} before={rounded(100 - inForce.quantiles[part] * 100)} problem={problem}
      onChange={(top) => write(`quantiles.${part}`, { quantiles: { ...quantiles, [part]: rounded(100 - top) / 100 } })}
    />
  )
  return (
    <div className="setting-row">
      <span><label className="setting-label" htmlFor={id}>Cut-offs of the bands</label><span className="faint">A tie takes the higher band.</span></span>
      <select id={id} className="input" value={thresholds.mode} onChange={({ target }) => choose(target.value as Mode /* the options are the modes */)}>
        {(Object.keys(modeWords) as Mode[] /* a record of every mode */).map((mode) => <option key={mode} value={mode} disabled={mode === 'frozen' && lastRun === null}>{modeWords[mode]}</option>)}
      </select>
      <div className="cut-off-fields">
        {thresholds.mode === 'quantile' && <><span>High: top</span>{quantile('high')}<span>%, Medium: top</span>{quantile('medium')}<span>%</span></>}
        {thresholds.mode === 'absolute' && (
          <>
            <span>High from</span>
            <NumberField label="High from a score of" value={thresholds.high} before={cutOffs.high ?? thresholds.high} problem={problem} onChange={(high) => write('thresholds.high', { thresholds: { ...thresholds, high } })} />
            <span>Medium from</span>
            <NumberField label="Medium from a score of" value={thresholds.medium} before={cutOffs.medium ?? thresholds.medium} problem={problem} onChange={(medium) => write('thresholds.medium', { thresholds: { ...thresholds, medium } })} />
          </>
        )}
        {thresholds.mode === 'frozen' && (
          <>
            <span>Run</span>
            <NumberField label="Run whose cut-offs are kept" value={thresholds.run} before={lastRun ?? thresholds.run} problem={problem} onChange={(run) => write('thresholds.run', { thresholds: { mode: 'frozen', run } })} />
          </>
        )}
      </div>
      {problem !== undefined && <p className="setting-problem" role="alert">{problem}</p>}
    </div>
  )
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

function startOf(mode: Mode, { cutOffs, lastRun, inForce }: Pick<SettingsProps, 'cutOffs' | 'lastRun' | 'inForce'>): ScoreModel['thresholds'] {
  if (inForce.thresholds.mode === mode) return inForce.thresholds
  if (mode === 'quantile') return { mode }
  return mode === 'absolute' ? { mode, high: twoPlaces(cutOffs.high), medium: twoPlaces(cutOffs.medium) } : { mode, run: lastRun ?? 1 }
}

const twoPlaces = (value: number | null): number => Math.round((value ?? 0) * 100) / 100
