import { BarChart, CustomChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'

register([BarChart, CustomChart, LineChart, GridComponent, AriaComponent, LabelLayout, SVGRenderer])

export { init }
export type { ECharts } from 'echarts/core'
export type { BarSeriesOption, EChartsOption } from 'echarts'
