import { ArrowDownToLine, BadgeCheck, Building2, ChartNoAxesColumn, Crosshair, Database, FileText, ListChecks, ListOrdered, type LucideIcon, Sparkles, Users } from 'lucide-react'
import type { Page } from '../lib/route.ts'

export interface PageEntry {
  page: Page
  label: string
  icon: LucideIcon
  shortcut: string
}

/** The rail, in the order of the day. A page is listed once it does its work. */
export const pageEntries: readonly PageEntry[] = [
  { page: 'import', label: 'Import', icon: ArrowDownToLine, shortcut: 'g i' },
  { page: 'people', label: 'People', icon: Users, shortcut: 'g p' },
  { page: 'companies', label: 'Companies', icon: Building2, shortcut: 'g c' },
  { page: 'enrich', label: 'Enrich', icon: Sparkles, shortcut: 'g n' },
  { page: 'verify', label: 'Verify', icon: BadgeCheck, shortcut: 'g v' },
  { page: 'review', label: 'Review', icon: ListChecks, shortcut: 'g r' },
  { page: 'explore', label: 'Explore', icon: ChartNoAxesColumn, shortcut: 'g e' },
  { page: 'databases', label: 'Databases', icon: Database, shortcut: 'g d' },
  { page: 'lists', label: 'Lists', icon: ListOrdered, shortcut: 'g l' },
  { page: 'targets', label: 'Targets', icon: Crosshair, shortcut: 'g t' },
  { page: 'report', label: 'Report', icon: FileText, shortcut: 'g w' },
]
