import { ChartNoAxesColumn, Copy, Image, Table } from 'lucide-react'
import { type ReactNode, type RefObject, useId, useState } from 'react'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../button.tsx'
import { readTokens } from './chart-tokens.ts'
import type { ChartHandle } from './chart.tsx'
import { pngOf } from './png.ts'

interface FigureProps {
  title: string
  sentence: string
  /** Name of the file the drawing is saved as; null where there is none to save. */
  file: { name: string; chart: RefObject<ChartHandle | null> } | null
  /** Null where the figure is a table already. */
  table: ReactNode | null
  note?: ReactNode
  children: ReactNode
}

/** A sentence that answers, the drawing that proves it, and the same figures as a table. */
export function Figure({ title, sentence, file, table, note, children }: FigureProps) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const copy = () => navigator.clipboard.writeText(sentence).then(() => say('Sentence copied'), sayError)
  const save = (blob: Blob, ending: 'svg' | 'png') => {
    const address = URL.createObjectURL(blob)
    const link = document.createElement('a')
    link.href = address
    link.download = `${file?.name ?? 'chart'}.${ending}`
    link.click()
    window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }
  const saveSvg = (svg: string) => save(new Blob([svg], { type: 'image/svg+xml' }), 'svg')
  const savePng = (svg: string) => void pngOf(svg, readTokens().surface).then((blob) => save(blob, 'png'), sayError)
  const withDrawing = (use: (svg: string) => void) => () => {
    const svg = file?.chart.current?.svg()
    if (svg) use(svg)
  }
  return (
    <section className="figure" aria-labelledby={id}>
      <div className="figure-head">
        <h2 id={id}>{title}</h2>
        <div className="figure-tools">
          <Button tone="quiet" onClick={() => void copy()} aria-label={`Copy the sentence: ${title}`}><Copy size={13} aria-hidden /> copy</Button>
          {file && !asTable && <Button tone="quiet" onClick={withDrawing(saveSvg)} aria-label={`Save as SVG: ${title}`}><Image size={13} aria-hidden /> SVG</Button>}
          {file && !asTable && <Button tone="quiet" onClick={withDrawing(savePng)} aria-label={`Save as PNG: ${title}`}><Image size={13} aria-hidden /> PNG</Button>}
          {table !== null && (
            <Button tone="quiet" aria-pressed={asTable} aria-label={`Show as a table: ${title}`} onClick={() => setAsTable(!asTable)}>
              {asTable ? <><ChartNoAxesColumn size={13} aria-hidden /> chart</> : <><Table size={13} aria-hidden /> data</>}
            </Button>
          )}
        </div>
      </div>
      <p className="figure-sentence">{sentence}</p>
      <div className="figure-body">{asTable ? <div className="data-scroll" tabIndex={0} role="region" aria-label={title}>{table}</div> : children}</div>
      {note && <div className="figure-note">{note}</div>}
    </section>
  )
}
