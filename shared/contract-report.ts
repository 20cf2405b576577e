import * as z from 'zod'
import { call } from './call.ts'
import { audience, handOverPreview } from './contract-hand-over.ts'
import { asOf, instant, policy } from './model.ts'

export const reportFormats = ['html', 'pdf', 'pptx', 'xlsx'] as const
export const reportFormat = z.enum(reportFormats)
export type ReportFormat = z.infer<typeof reportFormat>

export const reportLanguages = ['en', 'de'] as const
const reportLanguage = z.enum(reportLanguages)
export type ReportLanguage = z.infer<typeof reportLanguage>

/** In the order they are printed in. */
export const reportSections = ['findings', 'funnel', 'bands', 'hidden', 'before-entry', 'corrected', 'data', 'lists', 'method', 'appendix'] as const
const reportSection = z.enum(reportSections)
export type ReportSection = z.infer<typeof reportSection>

/** `pseudonymised`: people have pseudonyms. `redacted`: no name of a person or a company, only figures. */
export const reportVariants = ['full', 'pseudonymised', 'redacted'] as const
const reportVariant = z.enum(reportVariants)
export type ReportVariant = z.infer<typeof reportVariant>

const longestLogo = 2_000_000

/** What a template keeps. */
export const reportSettings = z.object({
  /** Null: the title of the language. */
  title: z.string().trim().min(1).max(200).nullable().default(null),
  /** Own words at the beginning, in paragraphs. Figures are named in braces, as `{stage.customer.coverage}`; a digit is refused. */
  text: z.string().max(20_000).default(''),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'Write a colour as #1f4b99.').default('#1f4b99'),
  /** A PNG or JPEG picture as a data URL. */
  logo: z.string().max(longestLogo, 'The picture is larger than 1.5 MB.').regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*$/, 'A logo is a PNG or JPEG picture.').nullable().default(null),
  language: reportLanguage.default('en'),
  sections: z.array(reportSection).min(1, 'Choose a section at least.').default([...reportSections]),
  /** Most rows of each target list. */
  listRows: z.int().min(1).max(10_000).default(25),
})

export type ReportSettings = z.output<typeof reportSettings>

const request = reportSettings.extend({ asOf: asOf.optional(), policy: policy.default('reliable'), variant: reportVariant.default('full'), audience: audience.default('analysis') })
export type ReportRequest = z.output<typeof request>

const made = handOverPreview.extend({ asOf: instant, policy })

/** Settings under a name, for the next report. */
const reportTemplate = z.object({ name: z.string(), settings: reportSettings, savedAt: instant })
export type ReportTemplate = z.output<typeof reportTemplate>
const templates = z.object({ templates: z.array(reportTemplate) })
const templateName = z.string().trim().min(1).max(80)

export const reportCalls = {
  'reportTemplates.list': call(z.object({}), templates),
  /** The same name is replaced. */
  'reportTemplates.save': call(z.object({ name: templateName, settings: reportSettings }), templates),
  'reportTemplates.remove': call(z.object({ name: templateName }), templates),
  /** The report as a page, and what personal data it holds; `names` are the figures that own words may name. */
  'report.preview': call(request, made.extend({ html: z.string(), names: z.array(z.string()) })),
  /** Writes the report in each format; every file is made before the first takes its place. A file without a path lands in the download folder. */
  'report.write': call(
    request.extend({ files: z.array(z.object({ format: reportFormat, path: z.string().optional() })).min(1).max(20), jobId: z.string().optional() }),
    made.extend({
      files: z.array(z.object({ format: reportFormat, path: z.string(), download: z.string().nullable() })),
      /** Every figure of the report by its name, as it is and as it is printed. */
      figures: z.array(z.object({ name: z.string(), value: z.number().nullable(), text: z.string() })),
    }),
  ),
}
