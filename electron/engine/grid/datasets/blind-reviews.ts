import { openItemsSql } from '../../quality/blind-items.ts'
import { keptColumn as column, type Definition } from '../definition.ts'

/** Attributions of the blind sample that nobody has judged, in the order of the draw, without how they were found. */
export const blindReviews: Definition = {
  needs: 'resolved',
  columns: [
    column('text', 'name', ['Person', 'Whose company is in question.']),
    column('text', 'company_text', ['Company text', 'What the person’s profile says in its company field.']),
    column('text', 'proposed', ['Works at', 'The company to be judged.']),
    column('integer', 'place', ['Place', 'Place in the draw.'], { hidden: true }),
    column('text', 'item_key', ['Item', 'Identity of what is judged.'], { hidden: true, exact: true }),
  ],
  order: ['place'],
  table: () => ({
    sql: `SELECT name, company_text, company AS proposed, place, to_json(['attribution', subject, object])::VARCHAR AS item_key FROM (${openItemsSql})`,
    values: { reviewer: null },
  }),
}
