import { expect, test } from 'vitest'
import type { Analysis, Estimate, StageFigures } from '../../../shared/model.ts'
import { shareInterval } from '../../lib/interval-words.ts'
import { answerSentence, bandMixSentence, coverageSentence, hiddenSentence, intensitySentence, joined, leftOutSentence, liftSentence, multipleSentence, trendWords, withoutMissedSentence } from './sentences.ts'

const undefinedEstimate: Estimate = { value: null, low: null, high: null }
const share = (value: number, low: number, high: number): Estimate => ({ value, low, high })
const mix = { High: undefinedEstimate, Medium: undefinedEstimate, Low: undefinedEstimate }

const stage = (label: string, figures: Partial<StageFigures>): StageFigures => ({
  stage: label.toLowerCase(), label, accounts: 0, active: 0, coverage: undefinedEstimate, lift: undefinedEstimate, liftCorrected: false,
  bands: { High: 0, Medium: 0, Low: 0 }, bandMix: mix, intensity: undefinedEstimate, ...figures,
})

const noHidden = { hidden: 0, inCrm: 0, share: undefinedEstimate }
const analysis = (figures: Partial<Analysis>): Analysis => ({
  asOf: '2026-07-01T00:00:00Z', policy: 'reliable', activeDays: 365, runId: 1, thresholds: { high: null, medium: null }, stages: [], trend: { z: null, p: null },
  intensityTrend: { z: null, p: null }, highAtBottom: { ...undefinedEstimate, n: 0, stages: ['opportunity', 'customer'] },
  hidden: { ...noHidden, byBand: { High: noHidden, Medium: noHidden, Low: noHidden }, multiple: null, corrected: null },
  corrected: null, unresolvedPeople: 0, excluded: { lost: 0, unmapped: 0 }, segment: null, sensitivity: [], ...figures,
})

const lead = stage('Lead', { accounts: 900, active: 150, coverage: share(0.167, 0.144, 0.192), lift: share(1, 1, 1), intensity: share(0.45, 0.37, 0.53) })
const opportunity = stage('Opportunity', { accounts: 243, active: 81, coverage: share(0.333, 0.277, 0.395), lift: share(2, 1.58, 2.53) })
const customer = stage('Customer', { accounts: 130, active: 64, coverage: share(0.492, 0.408, 0.577), lift: share(2.954, 2.36, 3.7), intensity: share(0.78, 0.66, 0.86) })

test('the answer compares the furthest stage with the first, with its interval and n', () => {
  expect(answerSentence(analysis({ stages: [lead, opportunity, customer] })))
    .toBe('Customers are 3.0× as likely as leads to show developer activity, 2.4–3.7×; n = 64 of 130.')
})

test('an undefined lift is said with its reason', () => {
  expect(answerSentence(analysis({ stages: [lead, stage('Customer', {})] }))).toContain('undefined: there are no customers.')
  expect(answerSentence(analysis({ stages: [stage('Lead', { accounts: 5 }), stage('Customer', { accounts: 3 })] }))).toContain('there are no leads with activity.')
  expect(answerSentence(analysis({}))).toBe('There are not two stages to compare yet.')
})

test('where the interval holds 1 nothing is claimed, nor where nobody is active', () => {
  expect(answerSentence(analysis({ stages: [lead, { ...customer, lift: share(1.2, 0.9, 1.6) }] })))
    .toBe('Whether customers are likelier than leads to show developer activity is not settled: 1.2× as likely, 0.9–1.6×; n = 64 of 130.')
  const asleep = [{ ...lead, active: 0 }, { ...customer, active: 0, lift: share(6.9, 0.1, 345), liftCorrected: true }]
  expect(answerSentence(analysis({ stages: asleep }))).toBe('No account of the stages Customer and Lead is active, so they cannot be compared; n = 0 of 130.')
  expect(liftSentence(analysis({ stages: asleep }))).toContain('undefined')
})

test('a corrected lift says so', () => {
  expect(answerSentence(analysis({ stages: [lead, { ...customer, liftCorrected: true }] }))).toContain('0.5 was added to each')
})

test('coverage names each stage with its n', () => {
  expect(coverageSentence(analysis({ stages: [lead, opportunity, customer] })))
    .toBe('17% of 900 leads, 33% of 243 opportunities and 49% of 130 customers are active.')
})

test('stages without accounts are told apart from those whose share is known', () => {
  expect(coverageSentence(analysis({ stages: [lead, stage('Opportunity', {}), stage('Customer', {})] }))).toBe('17% of 900 leads are active. There are no opportunities and no customers.')
  expect(coverageSentence(analysis({ stages: [stage('Lead', {}), stage('Customer', {})] }))).toBe('There are no leads and no customers.')
})

test('a filter that leaves out whom nobody knows says so of the hidden', () => {
  expect(leftOutSentence([{ column: 'industry', operator: 'in', values: ['Software'], orBlank: true }, { column: 'owner', operator: 'blank', values: [] }])).toBeNull()
  expect(leftOutSentence([{ column: 'employees', operator: 'atLeast', values: [20] }, { column: 'country', operator: 'contains', values: ['a'] }, { column: 'country', operator: 'contains', values: ['b'] }]))
    .toBe('The filter leaves out companies of which number of employees and country are not known, as with most outside the CRM.')
})

test('lift leaves out the baseline', () => {
  expect(liftSentence(analysis({ stages: [lead, opportunity, customer] })))
    .toBe('Against leads, opportunities 2.0× (1.6–2.5×) and customers 3.0× (2.4–3.7×) as likely to be active.')
})

test('intensity leaves out stages where it is undefined', () => {
  expect(intensitySentence(analysis({ stages: [lead, opportunity, customer] }))).toBe('45% of active leads and 78% of active customers reach Medium or High.')
  expect(intensitySentence(analysis({ stages: [opportunity] }))).toContain('undefined')
})

test('the band mix is that of the bottom of the funnel', () => {
  const highAtBottom = { ...share(0.697, 0.617, 0.766), n: 145, stages: ['opportunity', 'customer'] }
  expect(bandMixSentence(analysis({ stages: [lead, opportunity, customer], highAtBottom })))
    .toBe('70% of the 145 active opportunities and customers are High (62–77%).')
})

test('the hidden funnel counts whom the CRM does not know', () => {
  const hidden = { hidden: 739, inCrm: 301, share: share(0.7106, 0.682, 0.737), byBand: { High: noHidden, Medium: noHidden, Low: noHidden }, multiple: 2.01, corrected: null }
  expect(hiddenSentence(analysis({ hidden }))).toBe('739 of 1,040 active companies are not in the CRM: 71% (68–74%).')
  expect(multipleSentence(analysis({ hidden }))).toContain('there are 2.0 companies outside it')
  expect(hiddenSentence(analysis({}))).toContain('undefined')
})

test('a small hidden multiple keeps two digits and does not read as none', () => {
  const hidden = (multiple: number) => ({ ...analysis({}).hidden, multiple })
  const words = [0, 0.004, 0.012, 0.0499, 0.05].map((multiple) => multipleSentence(analysis({ hidden: hidden(multiple) })).match(/are (.+) companies/)?.[1])
  expect(words).toEqual(['0.0', 'under 0.01', '0.01', '0.05', '0.1'])
})

test('the hidden funnel without missed matches says what it rests on', () => {
  const figures = { missed: share(21, 12, 33), hidden: share(579, 567, 588), share: share(0.6587, 0.654, 0.6622) }
  const corrected = { draws: 2000, seed: 'hidden/1', labels: 136, candidates: 180, ...figures, explained: share(0.035, 0.02, 0.055), byBand: { High: figures, Medium: figures, Low: figures }, multiple: share(1.57, 1.5, 1.61) }
  const hidden = { hidden: 600, inCrm: 300, share: share(0.667, 0.635, 0.697), byBand: { High: noHidden, Medium: noHidden, Low: noHidden }, multiple: 1.67, corrected }
  expect(withoutMissedSentence(analysis({ hidden })))
    .toBe('Without missed matches: 21.0 (12.0–33.0) of them are likely in the CRM under another name, which explains 3.5% (2.0–5.5%) of them and leaves 579 hidden, 66% (65–66%), 1.6 per account with Medium or High activity; from 136 judgements.')
  expect(withoutMissedSentence(analysis({}))).toBeNull()
})

test('trends are worded by direction only where they are clear', () => {
  expect(trendWords({ z: 9.12, p: 1e-15 })).toBe('rises with stage (z = 9.1, p < 0.0001)')
  expect(trendWords({ z: -2.5, p: 0.0124 })).toBe('falls with stage (z = −2.5, p = 0.012)')
  expect(trendWords({ z: 1, p: 0.317 })).toBe('no clear trend by stage (z = 1.0, p = 0.317)')
  expect(trendWords({ z: null, p: null })).toBe('the trend is undefined')
})

test('lists and intervals', () => {
  expect([joined([]), joined(['a']), joined(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c'])
  expect(shareInterval(share(0.05, 0.031, 0.12))).toBe('3.1–12%')
})
