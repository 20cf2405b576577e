import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

const name = z.string().trim().min(1, 'Give the view a name.').max(100, 'A name has at most 100 characters.')
/** A page as somebody left it, written as the address writes it: `#/explore?where=…`. */
const address = z.string().regex(/^#\/[a-z]+(\?.*)?$/s, 'A view is an address of a page.').max(20_000)

const savedView = z.object({ name, page: z.string(), address, savedAt: instant })
export type SavedView = z.infer<typeof savedView>

export const viewCalls = {
  /** By page, then by name. */
  'views.list': call(z.object({}), z.array(savedView)),
  /** Keeps an address under a name; the same name on the same page is replaced. */
  'views.save': call(z.object({ name, address }), z.array(savedView)),
  /** Throws `not_found` where there is none. */
  'views.remove': call(z.object({ name, page: z.string() }), z.array(savedView)),
}
