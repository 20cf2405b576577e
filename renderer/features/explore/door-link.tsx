import { formatInteger } from '../../lib/formats.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { type Door, doorWithin } from './doors.ts'

/** A count that opens the rows it counts. */
export function DoorLink({ count, door, label }: { count: number; door: Door; label: string }) {
  const route = useRoute()
  return <a href={linkTo(route, { page: 'companies', where: doorWithin(route, door) })} aria-label={`${formatInteger(count)} ${label}: open the rows`}>{formatInteger(count)}</a>
}
