import { leastLabels, type Quality, type QualityGroup } from '../../../shared/contract-quality.ts'
import { countOf, formatInteger, formatShare } from '../../lib/formats.ts'
import { groupWords, kindNouns, labelsOf, rateWords } from './quality-words.ts'

interface GroupTableProps {
  groups: readonly QualityGroup[]
  /** The group whose curve is shown. */
  chosen: string | undefined
  onChoose: (group: string) => void
}

/** One row per kind of evidence; its name chooses the curve. */
export function GroupTable({ groups, chosen, onChoose }: GroupTableProps) {
  const isMissed = groups[0]?.rateOf === 'missed'
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">{isMissed ? 'Companies without an account' : 'Evidence'}</th><th scope="col" title="Made by a machine and decided by nobody">Undecided</th>
          <th scope="col">{isMissed ? 'Missed' : 'Correct'}</th><th scope="col">{isMissed ? 'Not it' : 'Wrong'}</th><th scope="col" title="Judged, but the reviewer could not tell; in no rate">Unsure</th>
          <th scope="col">{isMissed ? 'Missed matches (95%)' : 'False positives (95%)'}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.group}>
            <th scope="row">
              <button type="button" className="quality-group" aria-pressed={group.group === chosen} title="Show how the interval narrows" onClick={() => onChoose(group.group)}>{groupWords(group)}</button>
            </th>
            <td>{formatInteger(group.undecided)}</td><td>{formatInteger(group.correct)}</td><td>{formatInteger(group.wrong)}</td><td>{formatInteger(group.unsure)}</td>
            <td className={group.enough ? '' : 'faint'}>{labelsOf(group) === 0 ? '–' : rateWords(group)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How good the verifiers are, by the judged claims. */
export function VerifierWords({ verifiers }: Pick<Quality, 'verifiers'>) {
  return verifiers.map((each) => (
    <p key={`${each.verifier}${each.version}`}>
      Verifier {each.verifier} {each.version}, {countOf(each.judged, 'judged claim', 'judged claims')}: {each.enough
        ? `of what it calls correct ${formatShare(each.precision.value)} are; it finds ${formatShare(each.recall.value)} of the right ones, refuses ${formatShare(each.specificity.value)} of the wrong ones, ` +
          `is unsure of ${formatShare(each.unsure.value)} and agrees with people by κ = ${each.kappa?.toFixed(2) ?? '–'}${each.costPerTrueContact === null ? '' : `; a true contact costs $${each.costPerTrueContact.toFixed(4)}`}.`
        : `insufficient labels (${each.judged} of ${leastLabels}).`}
    </p>
  ))
}

export function AgreementWords({ agreement }: Pick<Quality, 'agreement'>) {
  return agreement.map(({ kind, items, kappa, enough }) => (
    <p key={kind}>Two reviewers judged {countOf(items, ...kindNouns[kind])}: {enough ? `κ = ${kappa?.toFixed(2) ?? '–'} (1 is full agreement, 0 what chance alone would give).` : `insufficient labels (${items} of ${leastLabels}).`}</p>
  ))
}
