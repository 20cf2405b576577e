import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brierScore, reliability } from '../electron/engine/verify/calibration.ts'
import { featureNames, featuresOf, type FeatureName, type Features } from '../electron/engine/verify/features.ts'
import { judgeByRules, probabilityOf, type RulesModel, rulesModel, rulesVersion, vetoOf } from '../electron/engine/verify/rules.ts'
import { type Labelled, syntheticSet } from '../electron/engine/verify/synthetic.test-support.ts'

const people = 4000
const trainingSeeds = [1, 2, 3]
const testSeeds = [101, 102, 103]

const sets = (seeds: readonly number[]) => seeds.flatMap((seed) => syntheticSet(people, seed))
const share = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(4))

function measure(labelled: readonly Labelled[], model: RulesModel): void {
  const judged = labelled.map((each) => ({ ...each, judgement: judgeByRules(each.subject, model) }))
  const of = (verdict: string) => judged.filter(({ judgement }) => judgement.verdict === verdict)
  const right = of('correct').filter(({ correct }) => correct).length
  const wrong = of('incorrect').filter(({ correct }) => !correct).length
  const truth = labelled.filter(({ correct }) => correct).length
  console.log(`claims ${labelled.length}, truly correct ${share(truth, labelled.length)}`)
  console.log(`precision of correct ${share(right, of('correct').length)}, recall ${share(right, truth)}; precision of incorrect ${share(wrong, of('incorrect').length)}; left to the model ${share(of('unsure').length, labelled.length)}`)
  const outcomes = judged.map(({ judgement: { probability }, correct }) => ({ probability, correct }))
  console.log(`Brier ${(brierScore(outcomes) ?? 0).toFixed(4)}`)
  for (const { from, to, n, stated, observed } of reliability(outcomes)) console.log(`  ${from.toFixed(1)}–${to.toFixed(1)}  n ${String(n).padStart(6)}  stated ${stated?.toFixed(3) ?? '–'}  observed ${observed?.toFixed(3) ?? '–'}`)
  for (const kind of [...new Set(labelled.map((each) => each.kind))].sort()) {
    const some = judged.filter((each) => each.kind === kind)
    const count = (verdict: string) => some.filter(({ judgement }) => judgement.verdict === verdict).length
    console.log(`  ${kind}: ${some.length} · correct ${count('correct')} · incorrect ${count('incorrect')} · unsure ${count('unsure')}`)
  }
}

/** Held-out seeds against the model in use. */
export function verifyBench(): Promise<void> {
  measure(sets(testSeeds), rulesModel)
  return Promise.resolve()
}

const against = new Set<FeatureName>(['name_different', 'location_differs', 'mail_differs', 'company_differs', 'title_foreign', 'peers_differ', 'provider_doubts', 'ended'])

/** Logistic regression by gradient descent with a little shrinkage; a feature keeps its sense: what speaks against a claim never speaks for it. */
function fit(rows: readonly { features: Features; correct: boolean }[]): Pick<RulesModel, 'bias' | 'weights'> {
  const weights = Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<FeatureName, number>
  let bias = 0
  for (let round = 0; round < 1500; round += 1) {
    const slope = Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<FeatureName, number>
    let biasSlope = 0
    for (const { features, correct } of rows) {
      const error = probabilityOf({ bias, weights }, features) - (correct ? 1 : 0)
      biasSlope += error
      for (const name of featureNames) if (features[name] !== 0) slope[name] += error * features[name]
    }
    const step = 4 / rows.length
    bias -= step * biasSlope
    for (const name of featureNames) {
      const moved = weights[name] - step * (slope[name] + 2 * weights[name])
      weights[name] = against.has(name) ? Math.min(0, moved) : Math.max(0, moved)
    }
  }
  return { bias, weights }
}

/** `npx tsx bench/verify.ts fit` writes the weights anew; thresholds are chosen on the training seeds. */
async function refit(): Promise<void> {
  const training = sets(trainingSeeds)
  const rows = training.map(({ subject, correct }) => ({ subject, features: featuresOf(subject), correct })).filter(({ subject, features }) => vetoOf(subject, features) === null)
  const fitted = fit(rows.filter((_, index) => index % 4 === 0))
  const round = (value: number) => Number(value.toFixed(3))
  const model = {
    about: 'Logistic model over what speaks for and against a claim, fitted by bench/verify.ts on synthetic claims with namesakes, renamed logins, aliases and stale answers.',
    version: rulesVersion,
    bias: round(fitted.bias),
    weights: Object.fromEntries(featureNames.map((name) => [name, round(fitted.weights[name])])),
    acceptAt: rulesModel.acceptAt,
    rejectAt: rulesModel.rejectAt,
  }
  await writeFile(join(import.meta.dirname, '../resources/models/verify-rules.json'), `${JSON.stringify(model, null, 2)}\n`)
  console.log(model)
}

if (process.argv[2] === 'fit') await refit()
