import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import { isOnPaper, useTheme } from '../../lib/theme.ts'
import './chart.css'
import { type ChartTokens, readTokens } from './chart-tokens.ts'
import { type ECharts, type EChartsOption, init } from './echarts.ts'

/** What the card around a chart may ask of it. */
export interface ChartHandle {
  /** The drawing as it stands, as one SVG document. */
  svg(): string
}

export interface Mark {
  /** Index of the category and name of the series that was clicked. */
  index: number
  series: string
}

interface ChartProps {
  option: (tokens: ChartTokens) => EChartsOption
  height: number
  description: string
  onMark?: (mark: Mark) => void
  ref?: Ref<ChartHandle>
}

/** One ECharts drawing in SVG, in the app's tokens, redrawn with the theme and the window's width. */
export function Chart({ option, height, description, onMark, ref }: ChartProps) {
  const theme = useTheme()
  const element = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const tell = useEffectEvent((mark: Mark) => onMark?.(mark))

  useImperativeHandle(ref, () => ({ svg: () => drawingOf(element.current) }), [])

  useEffect(() => {
    if (!element.current) return
    const drawn = init(element.current, null, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', ({ dataIndex, seriesName }) => tell({ index: dataIndex, series: seriesName ?? '' }))
    // A resized drawing is painted with the next frame, which paper does not wait for.
    const resizing = new ResizeObserver(() => {
      if (!isOnPaper()) drawn.resize()
    })
    resizing.observe(element.current)
    return () => {
      resizing.disconnect()
      drawn.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    const tokens = readTokens()
    chart.current?.setOption({
      // Figures stand at once, whoever reads them.
      animation: false,
      textStyle: { fontFamily: tokens.font, fontSize: 12, color: tokens.textSoft },
      ...option(tokens),
    }, { notMerge: true })
    // Paper does not wait for the next frame.
    if (isOnPaper()) chart.current?.getZr().flush()
  }, [option, theme])

  return <div ref={element} className="chart" style={{ height }} role="img" aria-label={description} />
}

/** Serialised from the document: the names of fonts hold quotes, which ECharts writes into attributes as they are. */
function drawingOf(element: HTMLElement | null): string {
  const svg = element?.querySelector('svg')
  return svg ? new XMLSerializer().serializeToString(svg) : ''
}
