import type { ReactNode } from 'react'
import type { Analysis } from '../../../shared/model.ts'
import { countOf } from '../../lib/formats.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { doorWithin } from './doors.ts'

/** What takes no part in the trends, shown beside them. */
export function CountedApart({ analysis: { excluded, unresolvedPeople } }: { analysis: Analysis }) {
  const route = useRoute()
  const stageLink = (stage: string) => linkTo(route, { page: 'companies', where: doorWithin(route, { stage, inCrm: true }) })
  const unresolved = linkTo(route, { page: 'people', where: [{ column: 'unresolved', operator: 'equals', values: [true] }] })
  return (
    <p className="counted-apart numeric">
      <span>Counted apart:</span>
      <Apart count={unresolvedPeople} href={unresolved}>{countOf(unresolvedPeople, 'person', 'people')} without a company</Apart>
      <Apart count={excluded.lost} href={stageLink('lost')}>{countOf(excluded.lost, 'lost account')}</Apart>
      <Apart count={excluded.unmapped} href={stageLink('unmapped')}>{countOf(excluded.unmapped, 'account')} of unmapped stage</Apart>
    </p>
  )
}

const Apart = ({ count, href, children }: { count: number; href: string; children: ReactNode }) => (count > 0 ? <a href={href}>{children}</a> : <span>{children}</span>)
