import { llmSettings, type LlmSettings } from '../../../shared/contract-verify.ts'
import type { LlmInput } from './subject.ts'

/** Ten people a batch. */
export const batchSettings = (origin: string, changes: Partial<LlmSettings> = {}): LlmSettings =>
  llmSettings.parse({ model: 'fake', endpoint: `${origin}/v1`, key: 'FAKE_KEY', priceIn: 1, priceOut: 2, batch: true, batchSize: 10, ...changes })

/** People whose profile says what one claim about each says. */
export const batchPeople = (count: number, group: string): LlmInput[] =>
  Array.from({ length: count }, (_, index) => {
    const login = `${group}-${String(index).padStart(4, '0')}`
    return {
      profile: { personKey: `login:${login}`, login, name: 'Ann Example', emails: [], company: `Globex ${login}`, bio: null, location: null, website: null },
      claims: [{ claimKey: login, provider: 'pdl', name: null, title: null, company: 'Globex', domain: null, profileUrl: null, location: null, email: null, confidence: null, current: true, endedAt: null }],
      inputKeys: [`input of ${login}`],
    }
  })
