import { useMemo } from 'react'
import { type Segment, segmentColumns } from '../../shared/segment.ts'
import { useRoute } from './use-route.ts'
import { useRunParameters } from './workspace.ts'

const isSegmentColumn = (column: string): column is (typeof segmentColumns)[number] => segmentColumns.some((known) => known === column)

/** As-of instant and policy of the header and the segment of Explore, as analyses take them; conditions on other columns are none. */
export function useSegment(): ReturnType<typeof useRunParameters> & { filter: Segment } {
  const parameters = useRunParameters()
  const { where } = useRoute()
  return useMemo(() => ({ ...parameters, filter: where.flatMap((each) => (isSegmentColumn(each.column) ? [{ ...each, column: each.column }] : [])) }), [parameters, where])
}
