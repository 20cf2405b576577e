import { formatShare } from '../../lib/formats.ts'
import { methodWord, providerWord } from '../../lib/signal-words.ts'
import type { Cell } from '../../ui/grid/column-definitions.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { answerSign } from './review-keys.ts'
import { markOf } from './use-moves.ts'

/** The name, with the sign of what was said of it. */
const NameCell: Cell = ({ value, data }) => {
  if (!data) return <Skeleton width="60%" height={10} />
  const mark = markOf(data)
  return (
    <span className="queue-name">
      {mark && <span className={`queue-mark verdict-${mark.verdict}`} title={mark.isWritten ? 'Decided' : 'Being written'}>{mark.isWritten ? answerSign[mark.verdict] : '…'}</span>}
      <span className="truncate">{String(value)}</span>
    </span>
  )
}
const kindWords: Readonly<Record<string, string>> = { claim: 'claim', attribution: 'company', match: 'account' }
const KindCell: Cell = ({ value }) => (typeof value === 'string' ? kindWords[value] ?? value : null)
const MethodCell: Cell = ({ value }) => (typeof value === 'string' ? methodWord(value) : null)
const ProviderCell: Cell = ({ value }) => (typeof value === 'string' ? providerWord(value) : null)
const ShareCell: Cell = ({ value }) => (typeof value === 'number' ? formatShare(value) : null)

export const reviewCells: Readonly<Record<string, Cell>> = { name: NameCell, kind: KindCell, method: MethodCell, provider: ProviderCell, confidence: ShareCell }
export const reviewWidths: Readonly<Record<string, number>> = {
  kind: 88, name: 170, company_text: 160, proposed: 170, confidence: 104, events: 80, same_text: 96, weight: 84, method: 190, provider: 130,
}
