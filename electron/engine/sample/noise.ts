import { bios, privateAddress, type Person, type Registry } from './people.ts'
import { ascii, inventPerson } from './person-names.ts'
import { signalKinds } from './signal-kinds.ts'
import { drawInstant, type Signal } from './signals.ts'

/** People who must not make any company active: nobody knows where they work, or it is not a company that they work for. */
const kinds = [
  ['free_mail', 300],
  ['no_company', 260],
  ['unknown_text', 230],
  ['nothing', 190],
  ['education', 70],
  ['disposable', 40],
] as const
type NoiseKind = (typeof kinds)[number][0]

const noCompany = ['freelance', 'Freelancer', 'student', 'Student', 'self-employed', 'Self Employed', 'none', 'None', 'n/a', 'N/A', '-', 'independent', 'unemployed', 'freelance']

/** Not one of these is a name anybody else uses. */
const unknownText = [
  'The Internet', 'Planet Earth 🌍', 'my garage', '@home-office', 'stealth mode', '¯\\_(ツ)_/¯', 'Zwischen zwei Jobs', 'Учёба и кофе', '某家公司', 'between things', 'Dept. of Yak Shaving', '~/', 'localhost',
  'Looking for a job!', '@somewhere, ex-elsewhere', '42',
]

/** Each makes one to three signals of the kinds a passer-by makes. */
export function noiseSignals(registry: Registry, count: (kind: NoiseKind) => number = (kind) => new Map(kinds).get(kind) ?? 0): Signal[] {
  const passing = signalKinds.filter((kind) => kind.actor === 'github' && ['own_oss', 'competitor_oss'].includes(kind.family))
  return kinds.flatMap(([kind]) =>
    Array.from({ length: count(kind) }, () => passerBy(registry, kind)).flatMap((person) => {
      const { random } = registry
      const chosen = new Set(Array.from({ length: random.integer(1, 3) }, () => random.weighted(passing.map((entry) => [entry, entry.share] as const))))
      return [...chosen].map((entry): Signal => ({ kind: entry, person, company: null, at: entry.channel === 'undated_stars' ? null : drawInstant(random, [0, 729]), quantity: 1 }))
    }),
  )
}

/** Stars of a repository nobody marked. */
export const unmarkedStars = (registry: Registry, count: number): { person: Person; at: number }[] =>
  Array.from({ length: count }, () => ({ person: passerBy(registry, 'free_mail'), at: drawInstant(registry.random, [0, 729]) }))

function passerBy(registry: Registry, kind: NoiseKind): Person {
  const { random } = registry
  const name = inventPerson(random)
  const login = registry.login(name)
  const githubId = registry.nextId()
  const local = `${ascii(name.given)}.${ascii(name.family)}`
  const email = {
    free_mail: `${ascii(name.given)}_${ascii(name.family)}_${githubId % 10_000}@gmail.com`,
    no_company: privateAddress(random, { name, login, githubId }),
    unknown_text: privateAddress(random, { name, login, githubId }),
    nothing: null,
    education: `${local}@${random.pick(['hollowmere-institute.edu', 'cs.hollowmere-institute.edu', 'varnholt-synthetic.ac.uk'])}`,
    disposable: `${local}${githubId % 1000}@mailinator.com`,
  }[kind]
  const company = kind === 'no_company' ? random.pick(noCompany) : kind === 'unknown_text' ? random.pick(unknownText) : null
  return {
    ...name, login, githubId, email, company,
    bio: random.chance(0.4) ? random.pick(bios) : null,
    location: random.chance(0.5) ? random.pick(['Lisbon', 'Lagos', 'Kraków', 'Earth', '🇧🇷', 'Hanoi', '東京']) : null,
    type: 'User', commitDomain: 'users.noreply.github.com',
  }
}

/** Machines with employers' names about them; kept, never scored. */
export function bots(registry: Registry, employers: readonly string[]): Person[] {
  const named = ['dependabot[bot]', 'renovate[bot]', 'github-actions[bot]', ...employers.slice(0, 6).map((_, index) => `release--robot-${index + 1}`)]
  return named.map((login, index): Person => ({
    given: 'Release', family: 'Robot', display: login, login, githubId: registry.nextId(), email: null, company: index < 3 ? null : `@${employers[index - 3] ?? ''}`,
    bio: 'I am a bot.', location: null, type: 'Bot', commitDomain: 'users.noreply.github.com',
  }))
}
