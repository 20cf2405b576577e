import { X } from 'lucide-react'
import type { CompanyLink } from '../../../../shared/contract-links.ts'
import { formatInteger } from '../../../lib/formats.ts'
import { say, sayError } from '../../../lib/notices.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { IconButton } from '../../../ui/button.tsx'
import { allCompanies } from '../doors.ts'
import { effectNotes, effectWords, kindWords } from './link-words.ts'
import { useFindingCommand } from './use-finding.ts'

/** Every link with what it does in the results. */
export function LinkTable({ links }: { links: readonly CompanyLink[] }) {
  const remove = useFindingCommand('links.remove')
  return (
    <div className="links data-scroll">
      <table className="data-table">
        <thead>
          <tr><th scope="col">Company</th><th scope="col">Link</th><th scope="col">Parent</th><th scope="col">People</th><th scope="col">Effect</th><th scope="col">Note</th><th scope="col"><span className="unseen">Remove</span></th></tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={link.linkId}>
              <th scope="row">{link.child}</th>
              <td className="soft">{kindWords[link.kind]}</td>
              <td>{link.parent}</td>
              <td><People link={link} /></td>
              <td><Effect link={link} /></td>
              <td className="soft link-note-cell">{link.note}</td>
              <td>
                <IconButton
                  label={`Remove the link from ${link.child} to ${link.parent}`} disabled={remove.isPending}
                  onClick={() => remove.mutate({ linkId: link.linkId }, { onError: sayError, onSuccess: () => say(`The link from ${link.child} to ${link.parent} is removed`) })}
                >
                  <X size={14} aria-hidden />
                </IconButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function People({ link: { company, people, child } }: { link: CompanyLink }) {
  const route = useRoute()
  if (company === null || people === 0) return <span className="faint">0</span>
  const rows = linkTo(route, { page: 'people', where: [{ column: 'company_name', operator: 'equals', values: [company] }] })
  return <a href={rows} aria-label={`${formatInteger(people)} people at ${child}`}>{formatInteger(people)}</a>
}

function Effect({ link: { effect, accounts } }: { link: CompanyLink }) {
  const route = useRoute()
  return (
    <span className={effect === 'counts' ? '' : 'soft'} title={effectNotes[effect]}>
      {effectWords[effect]}
      {effect === 'counts' && accounts.map(({ recordId, name }, index) => (
        <span key={recordId}>{index > 0 ? ', ' : ' '}<a href={linkTo(route, { ...allCompanies(), open: `account:${recordId}` })}>{name}</a></span>
      ))}
    </span>
  )
}
