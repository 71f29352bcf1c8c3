/** The attributes of the bench's log, in its files and inside the browser alike. */

const REGIONS = ['東京', '大阪', '名古屋', '福岡', '札幌', '仙台', '広島', ''];
const FAMILY_NAMES = [
  '佐藤',
  '鈴木',
  '髙橋',
  '田中',
  '伊藤',
  '渡辺',
  '山本',
  '中村',
  '小林',
  '加藤',
  '吉田',
  '山田',
  '佐々木',
  '山﨑'
];
const NOTES = ['分納あり', '至急', '検収待ち', '価格改定', '"納期変更, 再連絡"', 'supplier asked for a new date'];

/**
 * Attributes by case number and event, from their hashes, so that no state is kept; an empty text is a missing value.
 *
 * @param {number} caseNumber @param {number} event in the order of the cases @param {number} code of its activity
 */
export function attributesOf(caseNumber, event, code) {
  const h = Math.imul(caseNumber + 1, 0x9e3779b1) >>> 0;
  const g = Math.imul(event + 1, 0x85ebca6b) >>> 0;
  const noted = (g >>> 8) % 100 < 18;
  return {
    resource:
      g % 33 === 0 ? '' : `${FAMILY_NAMES[(code + (g >>> 16)) % FAMILY_NAMES.length]}${1000 + (code % 5) * 7 + ((g >>> 20) % 9)}`,
    region: REGIONS[(h >>> 4) % (h % 13 === 0 ? 8 : 7)],
    product: `MAT-${String(1000 + ((h >>> 7) % 4200))}`,
    amount: `${(h >>> 9) % 900_000}.${String(h % 100).padStart(2, '0')}`,
    cost: g % 9 === 0 ? '' : `${(g >>> 12) % 900}.5`,
    note: noted ? NOTES[(g >>> 18) % NOTES.length] : ''
  };
}

/** @param {number} caseNumber */
export const caseId = (caseNumber) => `PO-2024-${1_000_000 + caseNumber}`;
