import type { Random } from '../random.ts'

/** A coined company. Its stem is unique within the sample, and its domain ends in `.example`, which nobody can register (RFC 2606). */
export interface CompanyName {
  readonly stem: string
  /** Without a legal form: `Brelavane Logistics`. */
  readonly name: string
  /** As a careful record writes it: `Brelavane Logistics GmbH`. */
  readonly legalName: string
  readonly domain: string
  readonly country: string
  readonly city: string
  readonly industry: string
}

const heads =
  'Ald Arv Bask Brel Brun Cald Cend Corv Dray Drum Eld Emb Fald Fenn Fjor Galt Gorm Hald Harr Ilv Jask Jund Kald Kest Korr Lamb Lind Lorr Mald Merr Mord Nast Nold Norr Oss Orr Parr Pell Quell Quor Rask Reld Rund Sarn Skel Sorr Tald Tash Torv Uld Urs Vald Vess Wend Wirr Yarr Yest Zand Zell Zorv'.split(' ')
const tails =
  'abrix adune agarth akand almere ambeck andry anvik arholt askar avane ebrook edrin elund emoor envale erwick esmund evant eyra iband idale ilune imark indor ingarth irros isbury istane ithorn ivex izana obarn odane ofell okama olund omira onhelm opley orvane oskeld otrell ovance oxley ozeira uband udora ufort ukane ulmar umond unwick urdane ustra uvell uzane yhart ylune yrdal'.split(' ')

/** Country, cities, legal forms; the forms are those a normaliser has to see through. */
const countries: readonly (readonly [string, readonly string[], readonly string[], number])[] = [
  ['United States', ['Austin', 'Boston', 'Denver', 'Portland', 'Raleigh'], ['Inc.', 'LLC', 'Corp.', 'Inc'], 34],
  ['Germany', ['Berlin', 'München', 'Köln', 'Leipzig'], ['GmbH', 'AG', 'SE'], 14],
  ['United Kingdom', ['London', 'Leeds', 'Bristol'], ['Ltd', 'PLC', 'Limited'], 11],
  ['France', ['Lyon', 'Nantes', 'Paris'], ['SAS', 'SA'], 7],
  ['Netherlands', ['Utrecht', 'Eindhoven'], ['B.V.'], 5],
  ['Sweden', ['Göteborg', 'Malmö'], ['AB'], 4],
  ['India', ['Pune', 'Bengaluru', 'Chennai'], ['Pvt Ltd'], 7],
  ['Canada', ['Toronto', 'Montréal'], ['Inc.'], 4],
  ['Brazil', ['Recife', 'São Paulo'], ['Ltda'], 4],
  ['Japan', ['Osaka', 'Fukuoka'], ['K.K.'], 3],
  ['Spain', ['Málaga', 'Bilbao'], ['S.L.'], 3],
  ['Australia', ['Perth', 'Hobart'], ['Pty Ltd'], 2],
  ['Kenya', ['Nairobi'], ['Ltd'], 2],
]

const industries = [
  'Logistics', 'Software', 'Health', 'Energy', 'Robotics', 'Analytics', 'Mobility', 'Foods', 'Insurance', 'Telecom', 'Media', 'Retail', 'Aerospace', 'Pharma',
  'Payments', 'Education', 'Materials', 'Security', 'Maritime', 'Agriculture',
]

/** `count` coined companies, no two with one stem. */
export function coinCompanies(random: Random, count: number): CompanyName[] {
  const stems = random.shuffle(heads.flatMap((head) => tails.map((tail) => head + tail)))
  if (count > stems.length) throw new Error(`Only ${stems.length} company names can be coined.`)
  return stems.slice(0, count).map((stem) => coin(random, stem))
}

function coin(random: Random, stem: string): CompanyName {
  const [country, cities, forms] = random.weighted(countries.map((entry) => [entry, entry[3]] as const))
  const industry = random.pick(industries)
  const name = random.chance(0.55) ? `${stem} ${industry}` : stem
  // Half of the longer names live at a longer domain, the others at the bare stem.
  const domain = `${(name !== stem && random.chance(0.5) ? `${stem}-${industry}` : stem).toLowerCase()}.example`
  return { stem, name, legalName: `${name} ${random.pick(forms)}`, domain, country, city: random.pick(cities), industry }
}

/** The label people write as `@label`. */
export const domainLabel = (company: CompanyName): string => company.domain.slice(0, company.domain.indexOf('.'))
