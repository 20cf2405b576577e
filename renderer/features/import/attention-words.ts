import type { ImportPreview } from '../../../shared/contract-import.ts'
import { countOf } from '../../lib/formats.ts'
import { troubled } from './mapping-edits.ts'

/** Words of the funnel that count for no stage yet, blank cells aside. */
export const unmappedStages = (stages: ImportPreview['stages']): ImportPreview['stages'] => stages.filter(({ stage, raw }) => stage === 'unmapped' && raw !== '')

/** What the details of a file would show as worth a look. */
export function attentionWords(preview: ImportPreview): string[] {
  const left = (preview.entries ?? []).filter(({ format }) => format === null)
  const [faults, words] = [troubled(preview), unmappedStages(preview.stages)]
  return [
    ...(left.length === 0 ? [] : [`${countOf(left.length, 'file')} of the ZIP ${left.length === 1 ? 'is' : 'are'} left out: ${named(left.map(({ name, why }) => `${name} (${why ?? ''})`))}`]),
    ...(faults.length === 0 ? [] : [`${countOf(faults.length, 'column')} with cells that cannot be read: ${named(faults.map(({ name }) => name))}`]),
    ...(words.length === 0 ? [] : [`${countOf(words.length, 'word')} of the stage column ${words.length === 1 ? 'is' : 'are'} no stage yet: ${named(words.map(({ raw }) => raw))}`]),
  ]
}

const shown = 4
const named = (names: readonly string[]): string => `${names.slice(0, shown).join(', ')}${names.length > shown ? ` and ${names.length - shown} more` : ''}.`
