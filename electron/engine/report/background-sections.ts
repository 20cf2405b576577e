import { bands } from '../../../shared/model.ts'
import type { Facts } from './facts.ts'
import { interval, intervalColumns, numbers } from './figure-sections.ts'
import type { Block, Table, Text } from './model.ts'
import type { Voice } from './voice.ts'

export function dataSection({ completeness, analysis }: Facts, voice: Voice): Block[] {
  const { label, say, quantity, day, source } = voice
  const totals = completeness.sources.filter(({ level }) => level === 'total')
  const table: Table = {
    id: 'sources', title: label('table.sources'),
    columns: [{ header: label('source'), width: 2 }, { header: label('scored') }, ...numbers(label('events'), label('undated')), { header: label('from'), width: 1.6 }, { header: label('to'), width: 1.6 }, ...numbers(label('gaps'))],
    rows: totals.map(({ source: name, scored, events, undated, from, to, gaps }) => [
      source(name), scored ? label('yes') : label('no'), quantity(events, 'count'), quantity(undated, 'count'), from === null ? '–' : day(from), to === null ? '–' : day(to), quantity(gaps.length, 'count'),
    ]),
    note: say('sources.note'),
  }
  const limits = new Map(totals.flatMap(({ limits: all }) => all.map(({ id, words }) => [id, words])))
  const caveats: Text[] = [
    say('caveat.unresolved'), say('caveat.excluded'), ...(analysis.stages.some(({ liftCorrected }) => liftCorrected) ? [say('lift.corrected')] : []),
    say('caveat.observation'), say('caveat.cause'), ...[...limits.values()].map((words): Text => [words]),
  ]
  return [{ kind: 'findings', items: caveats }, { kind: 'table', table }]
}

const terms = ['active', 'score', 'band', 'coverage', 'lift', 'trend', 'intensity', 'hidden', 'corrected', 'outreach', 'entry', 'undefined'] as const

export const methodSection = ({ label, say }: Voice): Block[] => [{ kind: 'definitions', items: terms.map((term) => ({ term: label(`term.${term}`), text: say(`text.${term}`) })) }]

export function appendixSection(facts: Facts, voice: Voice): Block[] {
  return [stageTable(facts, voice), mixTable(facts, voice), sensitivityTable(facts, voice), excludedTable(voice), parameterTable(voice), weightTable(facts, voice), figureTable(voice)].map((table) => ({ kind: 'table', table }))
}

function stageTable({ analysis }: Facts, voice: Voice): Table {
  const { label, figure } = voice
  return {
    id: 'stages', title: label('table.stages'),
    columns: [{ header: label('stage'), width: 1.4 }, ...numbers(label('accounts'), label('active')), ...intervalColumns(voice, 'coverage'), ...intervalColumns(voice, 'lift')],
    rows: analysis.stages.map(({ stage, label: name }) => [name, figure(`stage.${stage}.accounts`), figure(`stage.${stage}.active`), ...interval(voice, `stage.${stage}.coverage`), ...interval(voice, `stage.${stage}.lift`)]),
  }
}

function mixTable({ analysis }: Facts, voice: Voice): Table {
  const { label, figure } = voice
  const shown = bands.filter((band) => band !== 'None')
  return {
    id: 'mix', title: label('table.mix'),
    columns: [{ header: label('stage'), width: 1.4 }, ...numbers(...shown.map((band) => label(`band.${band}`))), ...intervalColumns(voice, 'intensity')],
    rows: analysis.stages.map(({ stage, label: name }) => [name, ...shown.map((band) => figure(`stage.${stage}.${band}`)), ...interval(voice, `stage.${stage}.intensity`)]),
  }
}

function sensitivityTable({ analysis }: Facts, { label, quantity }: Voice): Table {
  return {
    id: 'sensitivity', title: label('table.sensitivity'),
    columns: [{ header: label('shift') }, ...numbers(...analysis.stages.map(({ label: name }) => `${label('intensity')}, ${name}`))],
    rows: analysis.sensitivity.map(({ shift, stages }) => [quantity(shift, 'parameter'), ...stages.map(({ intensity }) => quantity(intensity.value, 'share'))]),
  }
}

const excludedTable = ({ label, figure }: Voice): Table => ({
  id: 'excluded', title: label('table.excluded'), columns: [{ header: label('measure'), width: 3 }, ...numbers(label('value'))],
  rows: [[label('excluded.lost'), figure('excluded.lost')], [label('excluded.unmapped'), figure('excluded.unmapped')], [label('excluded.people'), figure('unresolvedPeople')]],
})

const parameterTable = ({ label, figure }: Voice): Table => ({
  id: 'parameters', title: label('table.parameters'), columns: [{ header: label('measure'), width: 3 }, ...numbers(label('value'))],
  rows: [
    [label('threshold.high'), figure('thresholds.high')], [label('threshold.medium'), figure('thresholds.medium')], [label('parameter.quantile-high'), figure('parameter.quantileHigh')], [label('parameter.quantile-medium'), figure('parameter.quantileMedium')],
    [label('parameter.active-days'), figure('parameter.activeDays')], [label('parameter.family-days'), figure('parameter.familyDays')], [label('parameter.family-bonus'), figure('parameter.familyBonus')], [label('parameter.reliable-min'), figure('parameter.reliableMin')],
  ],
})

const weightTable = ({ run }: Facts, { label, quantity, source, family }: Voice): Table => ({
  id: 'weights', isReference: true, title: label('table.weights'), columns: [{ header: label('source'), width: 2 }, { header: label('family'), width: 2 }, ...numbers(label('weight'), label('half-life'))],
  rows: Object.entries(run.model.sources).map(([name, { family: kind, weight, halfLifeDays }]) => [source(name), family(kind), quantity(weight, 'parameter'), quantity(halfLifeDays, 'parameter')]),
})

const figureTable = ({ book, label }: Voice): Table => ({
  id: 'figures', isReference: true, title: label('table.figures'), columns: [{ header: label('name'), width: 3 }, ...numbers(label('value'))],
  rows: [...book.figures.values()].map((figure) => [figure.name, figure]),
})
