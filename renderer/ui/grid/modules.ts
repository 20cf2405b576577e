import {
  CellStyleModule, ColumnApiModule, EventApiModule, InfiniteRowModelModule, ModuleRegistry, RenderApiModule, RowApiModule, RowSelectionModule, RowStyleModule,
  ScrollApiModule, themeQuartz, TooltipModule,
} from 'ag-grid-community'

ModuleRegistry.registerModules([
  CellStyleModule, ColumnApiModule, EventApiModule, InfiniteRowModelModule, RenderApiModule, RowApiModule, RowSelectionModule, RowStyleModule, ScrollApiModule,
  TooltipModule,
])

/** The grid in the app's own tokens; the theme follows the document's. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--page)',
  foregroundColor: 'var(--text)',
  borderColor: 'var(--line)',
  browserColorScheme: 'inherit',
  cellHorizontalPadding: 12,
  cellTextColor: 'var(--text)',
  fontFamily: 'var(--font-text)',
  fontSize: 12,
  headerBackgroundColor: 'var(--page)',
  headerColumnResizeHandleColor: 'var(--line-strong)',
  headerFontWeight: 500,
  headerFontSize: 12,
  headerHeight: 32,
  headerTextColor: 'var(--text-soft)',
  headerRowBorder: true,
  pinnedColumnBorder: true,
  rowBorder: true,
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--accent-soft)',
  spacing: 6,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  tooltipBackgroundColor: 'light-dark(#262c38, #333b49)',
  tooltipTextColor: '#ffffff',
  tooltipBorder: false,
})
