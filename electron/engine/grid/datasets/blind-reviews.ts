import { userInfo } from 'node:os'
import { openItemsSql } from '../../quality/open-items.ts'
import { keptColumn as column, type Definition } from '../definition.ts'

/** Who decides where a call does not say. */
const reviewer = `(SELECT coalesce(any_value(value->>'$'), $user) FROM ops.settings WHERE key = 'reviewer')`

/** Share of what another reviewer has judged that is shown too. */
const overlap = 0.2

/** What the blind sample leaves to the reviewer, in the order of the draw, without how it was found. */
export const blindReviews: Definition = {
  needs: 'resolved',
  columns: [
    column('text', 'kind', ['Kind', 'attribution: where a person works; claim: what a provider says of a person; match: which account a company is.'], { exact: true }),
    column('text', 'name', ['Person or company', 'Who or what is in question.']),
    column('text', 'company_text', ['Company text', 'What the person’s profile says in its company field; of a company its domain.']),
    column('text', 'proposed', ['To be judged', 'The company, the claim or the account.']),
    column('integer', 'place', ['Place', 'Place in the draw.'], { hidden: true }),
    column('text', 'item_key', ['Item', 'Identity of what is judged.'], { hidden: true, exact: true }),
  ],
  order: ['place'],
  table: () => ({
    sql: `SELECT kind, name, known AS company_text, proposed, place, to_json([kind, subject, object])::VARCHAR AS item_key FROM (${openItemsSql(reviewer)})`,
    values: { user: userInfo().username, overlap },
  }),
}
