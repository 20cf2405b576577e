import { type Random, createRandom } from './random.test-support.ts'
import type { Claim, Profile, Subject } from './subject.ts'

/** A claim whose truth is known. */
export interface Labelled {
  subject: Subject
  correct: boolean
  /** How it came about. */
  kind: 'right' | 'alias' | 'stale profile' | 'namesake' | 'renamed login' | 'former employer' | 'own name as employer' | 'placeholder' | 'another person'
}

const given = ['Alexander', 'Maria', 'Jürgen', 'Søren', 'Priya', 'Wei', 'Dmitry', 'Élodie', 'José', 'Michael', 'Katherine', 'Robert', 'Yuki', 'Olga', 'Thomas', 'Sergey', 'William', 'Anna', 'Łukasz', 'Fatima', 'Chris', 'Daniel', 'Nina', 'Ivan']
const family = ['Müller', 'Smith', 'Ivanov', 'García', 'Nguyen', 'Kim', 'Schmidt', 'Rossi', 'Kowalski', 'Sato', 'Johnson', 'Hansen', 'Petrov', 'Dubois', 'Singh', 'Chen', 'Brown', 'Novák', 'Silva', 'Khan', 'O’Brien', 'van Dijk', 'Larsson', 'Weber']
const companies = ['Acme', 'Globex', 'Initech', 'Hooli', 'Pied Piper', 'Wayne Enterprises', 'Stark Industries', 'Umbrella', 'Cyberdyne', 'Tyrell', 'Soylent', 'Vandelay', 'Wonka', 'Oscorp', 'Massive Dynamic', 'Aperture Science', 'Northwind', 'Contoso', 'Fabrikam', 'Tailspin', 'Lumon', 'Bluth', 'Prestige', 'Nakatomi']
const forms = ['', ' GmbH', ', Inc.', ' Ltd', ' B.V.', ' Corp.']
const places = [['Berlin, Germany', 'Germany', 'Berlin'], ['San Francisco, CA', 'United States', 'San Francisco Bay Area'], ['London', 'United Kingdom', 'London, England'], ['Paris, France', 'France', 'Paris'], ['Bangalore', 'India', 'Bengaluru, Karnataka, India'], ['Toronto', 'Canada', 'Toronto, Ontario, Canada'], ['Tokyo', 'Japan', 'Tokyo, Japan'], ['Warsaw, Poland', 'Poland', 'Warszawa']]
const titles = ['Software Engineer', 'Senior Backend Developer', 'Staff Engineer', 'DevOps Engineer', 'CTO', 'Data Scientist', 'Platform Architect', 'Engineering Manager', 'Head of Product']
const unlikely = ['Registered Nurse', 'Real Estate Agent', 'Attorney', 'Yoga Teacher', 'Mortgage Loan Officer', 'Photographer']
const providers = ['pdl', 'apollo', 'clay']
const latin: Record<string, string> = { ü: 'ue', ö: 'oe', ä: 'ae', ø: 'o', é: 'e', á: 'a', í: 'i', ł: 'l', Ł: 'L', É: 'E', '’': "'" }
const cyrillic: Record<string, string> = { 'Dmitry Ivanov': 'Дмитрий Иванов', 'Sergey Petrov': 'Сергей Петров', 'Olga Petrov': 'Ольга Петров', 'Ivan Ivanov': 'Иван Иванов' }

interface Human {
  name: string
  login: string
  employer: string
  former: string
  place: number
}

const domainOf = (company: string) => `${company.toLowerCase().replace(/[^a-z]/g, '')}.com`
const slugOf = (name: string) => name.toLowerCase().replace(/[üöäøéáíł’]/g, (letter) => latin[letter] ?? letter).replace(/[^a-z]+/g, '-')

function human(random: Random): Human {
  const name = `${random.pick(given)} ${random.pick(family)}`
  const login = random.chance(0.5) ? `${slugOf(name).replaceAll('-', '')}${random.whole(100)}` : `${random.pick(['code', 'dev', 'null', 'byte', 'octo', 'pixel'])}${random.pick(['fox', 'smith', 'cat', 'wolf', 'bird'])}${random.whole(1000)}`
  const employer = random.pick(companies)
  return { name, login, employer, former: random.pick(companies.filter((company) => company !== employer)), place: random.whole(places.length) }
}

/** A name as other sources write it. */
function written(name: string, random: Random): string {
  const [first = '', ...rest] = name.split(' ')
  const last = rest.join(' ')
  const draw = random.next()
  if (draw < 0.5) return name
  if (draw < 0.62) return `${last}, ${first}`
  if (draw < 0.74) return name.replace(/[üöäøéáíłŁÉ’]/g, (letter) => latin[letter] ?? letter)
  if (draw < 0.82) return `${first[0] ?? ''}. ${last}`
  if (draw < 0.9) return `${first} ${random.pick(['A.', 'J.', 'Maria', 'K.'])} ${last}`
  return cyrillic[name] ?? name.toUpperCase()
}

/** A company as other sources write it. */
const alias = (company: string, random: Random): string => random.pick([company, company + random.pick(forms), company.toUpperCase(), `${company}${random.pick(forms)}`])

function profileOf(person: Human, random: Random): Profile {
  const sparse = random.chance(0.08)
  const company = !sparse && random.chance(0.8) ? random.pick([person.employer, `@${person.employer.toLowerCase().replaceAll(' ', '')}`, `${person.employer}${random.pick(forms)}`, domainOf(person.employer)]) : null
  return {
    personKey: `login:${person.login}`,
    login: person.login,
    name: random.chance(0.93) ? person.name : random.chance(0.5) ? null : (person.name.split(' ')[0] ?? null),
    emails: !sparse && random.chance(0.35) ? [`${slugOf(person.name)}@${domainOf(person.employer)}`] : random.chance(0.3) ? [`${person.login}@gmail.com`] : [],
    company,
    bio: !sparse && random.chance(0.25) ? `${random.pick(titles)} at ${person.employer}. Coffee and open source.` : null,
    location: !sparse && random.chance(0.75) ? (places[person.place]?.[0] ?? null) : null,
    website: null,
  }
}

interface Said {
  about: Human
  employer: string
  slug: string | null
  title: string
}

function claimOf({ about, employer, slug, title }: Said, provider: string, random: Random): Claim {
  const hasDomain = random.chance(0.6)
  return {
    claimKey: '', provider, name: written(about.name, random), title, company: alias(employer, random), domain: hasDomain ? domainOf(employer) : null,
    profileUrl: slug === null ? null : `https://www.linkedin.com/in/${slug}`, location: random.chance(0.8) ? (places[about.place]?.[1 + random.whole(2)] ?? null) : null, email: null,
    confidence: provider === 'apollo' ? null : 0.4 + 0.6 * random.next(), current: true, endedAt: null,
  }
}

const slugFor = (person: Human, random: Random): string | null => (random.chance(0.25) ? person.login : random.chance(0.6) ? `${slugOf(person.name)}-${random.whole(0xffffff).toString(16).padStart(6, '0')}` : null)

/** One provider’s answer about a person: usually right, otherwise wrong in one of the ways providers are. */
function answer(person: Human, provider: string, random: Random): { claim: Claim; kind: Labelled['kind']; history: Claim[] } {
  const draw = random.next()
  const title = random.pick(titles)
  const own = { about: person, slug: slugFor(person, random), title }
  const plain = (kind: Labelled['kind'], said: Said, history: Claim[] = []) => ({ claim: claimOf(said, provider, random), kind, history })
  if (draw < 0.6) {
    const history = random.chance(0.5) ? [{ ...claimOf({ ...own, employer: person.former }, provider, random), current: false, endedAt: '2024-01-01' }] : []
    return plain('right', { ...own, employer: person.employer }, history)
  }
  if (draw < 0.68) return plain('alias', { ...own, employer: person.employer })
  const other = human(random)
  if (draw < 0.8) {
    // Same name, another life.
    const namesake = { ...other, name: person.name, employer: random.pick(companies.filter((company) => company !== person.employer)), place: random.chance(0.15) ? person.place : other.place }
    return plain('namesake', { about: namesake, employer: namesake.employer, slug: `${slugOf(person.name)}-${random.whole(0xffffff).toString(16).padStart(6, '0')}`, title: random.chance(0.3) ? random.pick(unlikely) : title })
  }
  if (draw < 0.85) return plain('renamed login', { about: other, employer: other.employer === person.employer ? other.former : other.employer, slug: person.login, title })
  if (draw < 0.92) {
    const history = random.chance(0.3) ? [{ ...claimOf({ ...own, employer: random.pick(companies) }, provider, random), current: false, endedAt: '2019-01-01' }] : []
    return plain('former employer', { ...own, employer: person.former }, history)
  }
  if (draw < 0.95) return { claim: { ...claimOf({ ...own, employer: person.name }, provider, random), company: person.name, domain: null }, kind: 'own name as employer', history: [] }
  if (draw < 0.97) return { claim: { ...claimOf({ ...own, employer: 'x' }, provider, random), company: random.pick(['Freelance', 'Self-employed', 'Stealth Startup']), domain: null }, kind: 'placeholder', history: [] }
  return plain('another person', { about: { ...other, place: other.place }, employer: other.employer === person.employer ? other.former : other.employer, slug: slugFor(other, random), title: random.pick([...titles, ...unlikely]) })
}

/** Labelled claims of three providers about `people` developers; the same seed gives the same set. */
export function syntheticSet(people: number, seed: number): Labelled[] {
  const random = createRandom(seed)
  return Array.from({ length: people }, () => {
    const person = human(random)
    const profile = profileOf(person, random)
    // A profile may name a former employer while the provider knows the new one.
    const stale = random.chance(0.04) && profile.company !== null
    const seen: Profile = stale ? { ...profile, company: person.former, emails: profile.emails.filter((email) => email.endsWith('gmail.com')), bio: null } : profile
    const answers = providers.filter(() => random.chance(0.7)).map((provider) => answer(person, provider, random))
    return answers.map(({ claim, kind, history }, index): Labelled => ({
      subject: { profile: seen, claim: { ...claim, claimKey: `${person.login} ${claim.provider}` }, history, peers: answers.filter((_, other) => other !== index).map((each) => each.claim) },
      correct: kind === 'right' || kind === 'alias',
      kind: stale && kind === 'right' ? 'stale profile' : kind,
    }))
  }).flat()
}
