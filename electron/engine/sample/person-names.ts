import type { Random } from '../random.ts'

/** An invented person. `ascii` is what logins and mail addresses are made of. */
export interface PersonName {
  readonly display: string
  readonly given: string
  readonly family: string
}

/** Given and family names are combined within one line, so that names stay plausible. */
const cultures: readonly (readonly [string, string])[] = [
  ['Ada Brooke Caleb Dana Ellis Farah Grant Holly Ivan Jodie Keith Laurel Miles Nora Owen Paige', 'Abernathy Birdsong Calloway Draper Eastwick Fairbairn Goodwater Hargrave Inglewood Kettering Lockridge Merriwether'],
  ['Anke Björn Clara Dörte Emil Frieda Götz Hanna Jörg Käthe Lutz Mareike Nils Ottilie', 'Achterberg Brückmann Dresslein Eichgrün Füßinger Grünhagen Hölzner Kestermühl Löwenich Märzhäuser'],
  ['Amélie Baptiste Cécile Étienne Françoise Gaël Hélène Jérôme Maëlle Noé', 'Beaurivage Châtelneuf Desrosières Fontclaire Grandmaison Lacombière Montfleury Prévoteau'],
  ['Ama Chidi Efua Femi Kwame Ngozi Obinna Temitope Wanjiru Zawadi', 'Abiodunsi Boatengua Chukwudara Mwangilo Nwaforie Okonjaro Owusuanne Wekesaro'],
  ['Aarav Bhavana Chetan Divya Ishaan Kavya Lakshmi Nikhil Priya Rohan Sunita Vikram', 'Agnivesh Banerjani Chakravart Deshpandia Iyerkar Kulkarnia Nambiath Raghunandan'],
  ['Ana Bruno Camila Diego Elena Fabián Inés Joaquín Lucía Mateo Nuria Óscar', 'Alcarràs Barrionuevo Castañeiro Echegaray Fuentelsol Montañez Peñarrubia Zubizarra'],
  ['Agnieszka Bartosz Dorota Grzegorz Halina Jarosław Łucja Michał Zofia', 'Borkowiak Czarnolas Dąbrowiec Grzybowy Kwiatkowiak Łęczycki Żurawiec'],
  ['Aylin Burak Cem Defne Emre Gülşen Kerem Özlem Selin', 'Akınsoy Çelikbaş Demirağaç Güneşli Karabulutlu Yıldızhan'],
  ['Astrid Elin Gustav Håkon Ingrid Jonas Linnea Mikkel Sjur Tuva', 'Bergström-Lie Dahlgård Engelbrektsen Fjellvang Lindqvister Øverbråten Strandmoe'],
  ['Aiko Daichi Emi Haruto Kaori Minoru Reina Sota Yui', 'Fujikawara Hoshinaga Kurobane Minazuki Shirogane Tachibanada'],
  ['Bai Chen Hui Jia Lan Mei Ning Tao Wei Xiu', 'Duanmei Gongliu Ouyanglin Shangyuan Xiahoulin Zhugewen'],
  ['Amal Bilal Dalia Hadi Layla Nabil Rania Samir Yasmin', 'Al-Bustani Darwishan Haddadin Khourany Mansourieh Qabbanari'],
]

const unaccented = (text: string): string =>
  text.replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l').replace(/ß/g, 'ss').replace(/ı/g, 'i').normalize('NFD').replace(/\p{M}/gu, '')

export const ascii = (text: string): string => unaccented(text).toLowerCase().replace(/[^a-z]/g, '')

export function inventPerson(random: Random): PersonName {
  const [given, family] = random.pick(cultures)
  const name = { given: random.pick(given.split(' ')), family: random.pick(family.split(' ')) }
  return { ...name, display: `${name.given} ${name.family}` }
}

/** Hands out every login once. GitHub refuses two hyphens in a row, so that none of them can be anybody's account. */
export function loginBook(random: Random): (person: PersonName) => string {
  const used = new Set<string>()
  return (person) => {
    const [given, family] = [ascii(person.given), ascii(person.family)]
    const stem = random.pick([`${given}--${family}`, `${given.slice(0, 1)}--${family}`, `${family}--${given}`, `${given}--dev`, `${family}--io`, `${given}--${family.slice(0, 3)}`])
    let login = random.chance(0.25) ? `${stem}${random.integer(2, 99)}` : stem
    while (used.has(login)) login = `${stem}${random.integer(2, 9999)}`
    used.add(login)
    return login
  }
}
