import type { Facts, ListFacts } from './facts.ts'
import type { Block, Table, Text } from './model.ts'
import { numbers } from './figure-sections.ts'
import { shownBands } from './charts.ts'
import type { Voice } from './voice.ts'

/** The target lists, or only how long they are where names are left out. */
export function listSection({ lists, analysis }: Facts, voice: Voice, isRedacted: boolean): Block[] {
  if (isRedacted) return [{ kind: 'table', table: countTable(lists, voice) }, { kind: 'text', text: voice.say('list.redacted') }]
  const stageLabel = new Map(analysis.stages.map(({ stage, label }) => [stage, label]))
  return lists.map((list) => (list.rows.length === 0 ? { kind: 'text', text: [`${voice.label(`list.${list.list}`)}: `, ...listNote(list, voice)] } : { kind: 'table', table: listTable(list, voice, stageLabel) }))
}

function countTable(lists: readonly ListFacts[], { label, figure, quantity }: Voice): Table {
  return {
    id: 'lists', title: label('section.lists'),
    columns: [{ header: label('list'), width: 3 }, ...numbers(label('entries'), ...shownBands.map((band) => label(`band.${band}`)), label('band.None'))],
    rows: lists.map(({ list, byBand }) => [label(`list.${list}`), figure(`list.${list}.count`), ...([...shownBands, 'None'] as const).map((band) => quantity(byBand[band], 'count'))]),
  }
}

function listTable(facts: ListFacts, voice: Voice, stageLabel: ReadonlyMap<string, string>): Table {
  const { list, rows } = facts
  const { label, quantity } = voice
  const hasPeople = list === 'champions'
  const hasChange = list === 'mid-funnel'
  const hasStage = list !== 'missing'
  return {
    id: `list-${list}`, title: label(`list.${list}`),
    columns: [
      { header: label('company'), width: 2 },
      ...(hasPeople ? [{ header: label('person'), personal: 'login' as const, width: 1.6 }, { header: label('persona'), width: 1.6 }] : []),
      ...(hasStage ? [{ header: label('funnel-stage'), width: 1.5 }] : []), { header: label('band') }, ...numbers(label('score')), ...(hasChange ? numbers(label('change')) : []), { header: label('why'), width: 5 },
    ],
    rows: rows.map(({ company, person, persona, stage, band, score, change, reason }) => [
      company, ...(hasPeople ? [person, persona === null ? '' : label(`persona.${persona}`)] : []), ...(hasStage ? [stage === null ? label('not-in-crm') : stageLabel.get(stage) ?? stage] : []), label(`band.${band}`),
      quantity(score, 'points'), ...(hasChange ? [quantity(change, 'points')] : []), reason,
    ]),
    note: listNote(facts, voice),
  }
}

const listNote = ({ list, count, withheld, rows }: ListFacts, { say }: Voice): Text => [
  ...say('list.count', { list: `list.${list}` }),
  ...(count > rows.length ? [' ', ...say('list.rest')] : []),
  ...(withheld > 0 ? [' ', ...say('list.withheld')] : []),
]
