import { humansSql } from '../../personas/humans-sql.ts'
import { keptColumn as column, type Definition } from '../definition.ts'

/** One row per human known from the activity, from the CRM, or from both: persona, the rule that decided, and the databases. */
export const humans: Definition = {
  needs: 'personas',
  columns: [
    column('text', 'name', ['Name', 'Name in the CRM, else on the profile, else the login.']),
    column('text', 'email', ['E-mail', 'First address in the CRM, else of the activity.']),
    column('text', 'company', ['Company', 'Company as the CRM or the profile writes it.']),
    column('text', 'persona', ['Persona', 'Developer, technical, buyer or other, by the first title that a rule fits.'], { exact: true }),
    column('text', 'place', ['Database', 'User, buyer, both (a conflict) or neither.'], { exact: true }),
    column('text', 'title', ['Title', 'The title that decided; for an account without one its login.']),
    column('text', 'rule', ['Rule', 'The rule that decided.']),
    column('text', 'title_source', ['Title from', 'crm: the CRM; claim: a provider; bio: the text of the profile; account: a GitHub account and no title.'], { exact: true }),
    column('text', 'titles', ['All titles', 'Every title known, with what the rules make of it, in the order they were asked.'], { hidden: true }),
    column('boolean', 'is_lead', ['Lead', 'The CRM holds this human as a lead, or at a stage of the funnel.']),
    column('boolean', 'is_reachable', ['Can be reached', 'The CRM has an address and a company, and nobody opted out.'], { hidden: true }),
    column('boolean', 'opted_out', ['Opted out', 'A contact of this human has opted out of e-mail.'], { hidden: true }),
    column('instant', 'known_since', ['Known since', 'Created in the CRM or first seen in the activity, whichever was first.'], { hidden: true }),
    column('integer', 'contacts', ['Contacts', 'Records of the CRM that are this human.'], { hidden: true }),
    column('integer', 'people', ['People', 'Identities of the activity that are this human.'], { hidden: true }),
    column('text', 'key', ['Key', 'First contact or person that is this human.'], { hidden: true, exact: true, unsearched: true }),
  ],
  order: ['name', 'email', 'key'],
  table: () => ({ sql: humansSql, values: {} }),
}
