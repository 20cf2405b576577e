import { CompaniesPage } from '../features/companies/companies-page.tsx'
import { ScoreModelPage } from '../features/score-model/score-model-page.tsx'
import { useRoute } from '../lib/use-route.ts'

/** Companies, and the model that scores them. */
export const Companies = () => (useRoute().view === 'model' ? <ScoreModelPage /> : <CompaniesPage />)
