import { CompanyDrawer } from '../features/companies/company-drawer.tsx'
import { ListsPage } from '../features/lists/lists-page.tsx'
import { navigate, useRoute } from '../lib/use-route.ts'

/** Target lists, with the account or company of a row beside them. */
export function Lists() {
  const { open } = useRoute()
  return <ListsPage>{open !== null && <CompanyDrawer subject={open} onClose={() => navigate({ open: null }, { replace: true })} />}</ListsPage>
}
