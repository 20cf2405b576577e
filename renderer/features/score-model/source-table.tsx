import { useId } from 'react'
import type { ModelProblem, ScoreModel, ScoreSource } from '../../../shared/score-model.ts'
import { familyWord, sourceWord } from '../../../shared/signal-names.ts'
import { families, familyColour } from '../../lib/signal-words.ts'
import { editDraft } from './draft-store.ts'
import { NumberField } from './number-field.tsx'

interface SourceTableProps {
  model: ScoreModel
  inForce: ScoreModel
  problems: readonly ModelProblem[]
}

/** The slider ends here; the number beside it takes any weight. */
const mostBySlider = 20

const place = (family: string): number => {
  const at = (families as readonly string[]).indexOf(family)
  return at < 0 ? families.length : at
}

/** What one event of each source counts, how long, and with which family. Sources keep their place while a family is written. */
export function SourceTable({ model, inForce, problems }: SourceTableProps) {
  const list = useId()
  const sources = Object.entries(model.sources).sort(([left], [right]) => {
    const family = (source: string) => inForce.sources[source]?.family ?? ''
    return place(family(left)) - place(family(right)) || (left < right ? -1 : 1)
  })
  return (
    <>
      <table className="data-table source-weights">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col" title="What one fresh event of one person adds to a score">Weight</th>
            <th scope="col" title="After that many days an event counts half">Half-life, days</th>
            <th scope="col" title="Independent families confirm each other: each further family raises the score by the bonus">Family</th>
          </tr>
        </thead>
        <tbody>{sources.map(([name, source]) => <SourceRow key={name} name={name} source={source} before={inForce.sources[name]} problems={problems} families={list} />)}</tbody>
      </table>
      <datalist id={list}>{families.map((family) => <option key={family} value={family}>{familyWord(family)}</option>)}</datalist>
    </>
  )
}

interface SourceRowProps {
  name: string
  source: ScoreSource
  before: ScoreSource | undefined
  problems: readonly ModelProblem[]
  families: string
}

function SourceRow({ name, source, before = source, problems, families: list }: SourceRowProps) {
  const word = sourceWord(name)
  const own = problems.filter(({ field }) => field.startsWith(`sources.${name}.`))
  const problem = (part: string) => own.find(({ field }) => field === `sources.${name}.${part}`)?.remedy
  const set = (part: Partial<ScoreSource>) =>
    editDraft(`sources.${name}.${Object.keys(part).join()}`, (model) => ({ ...model, sources: { ...model.sources, [name]: { ...source, ...part } } }))
  return (
    <>
      <tr>
        <th scope="row"><span className="family-mark" style={{ background: familyColour(source.family) }} aria-hidden /> {word}</th>
        <td><span className="weight-cell">
          <input
            type="range" min={0} max={mostBySlider} step={0.5} aria-label={`Weight of ${word}, slider`} value={Number.isNaN(source.weight) ? 0 : Math.min(source.weight, mostBySlider)}
            onChange={({ target }) => set({ weight: target.valueAsNumber })}
          />
          <NumberField label={`Weight of ${word}`} value={source.weight} before={before.weight} problem={problem('weight')} onChange={(weight) => set({ weight })} />
        </span></td>
        <td><NumberField label={`Half-life of ${word} in days`} value={source.halfLifeDays} before={before.halfLifeDays} problem={problem('halfLifeDays')} onChange={(halfLifeDays) => set({ halfLifeDays })} /></td>
        <td>
          <input
            className={`input family-field ${source.family === before.family ? '' : 'is-changed'}`} list={list} aria-label={`Family of ${word}`} value={source.family} spellCheck={false} autoComplete="off"
            aria-invalid={problem('family') !== undefined} onChange={({ target }) => set({ family: target.value.trim() })}
          />
        </td>
      </tr>
      {own.map(({ field, remedy }) => <tr key={field} className="problem-row"><td colSpan={4} role="alert">{word}, {partWord(field)}: {remedy}</td></tr>)}
    </>
  )
}

const partWord = (field: string): string => ({ weight: 'weight', halfLifeDays: 'half-life', family: 'family' })[field.split('.').at(-1) ?? ''] ?? field
