/** What a character tells for or against a reading as Japanese; each is weighed per character. */
const KANA = 2;
const KANJI = 1;
const USUAL_KANJI = 1.7;
/** Half-width katakana is one byte in CP932, a third of what EUC-JP looks like when read so: weighed per byte below kanji. */
const HALF_WIDTH_KANA = 0.55;
/** `､` and `･` are what the lead bytes of EUC-JP kana turn into. */
const HALF_WIDTH_POINT = -1;
const FULL_WIDTH = 1;
const PRIVATE_USE = -3;
const CONTROL = -3;
const OTHER = -0.2;
const UNDECODABLE = -10;

/** Kanji of business logs, names and addresses: what a wrong reading seldom hits. */
const USUAL = new Set(
  '一二三四五六七八九十百千万円年月日時分秒前後上中下大小高低新旧本社会員部課長株式有限担当者名氏受発注文書出入荷庫品番号数量' +
    '単価金額請求支払決済承認申請確定登録更新変更削除作成完了開始終了中止保留返却差戻再依頼報告連絡通知検索収査計算予約残業務' +
    '処理手続管理営販売購買調達生産製造工程技術開発設人事総経理財顧客先問合応対回答解記録送信着配達運輸税率割引見積契約結' +
    '提案商談訪審可否不良修正確認点整備材料交換電話店内外国都道府県市区町村東西南北京田山川島野原木林藤佐伊加井口松石村橋本清' +
    '水火土由来自動手分類別種目標実績期間状態況最初次第次回元主任担代表全件同他未済要無有効力用途条件情報項'
);

/**
 * How much a text reads like Japanese in an encoding: above 0 it may be, the higher of two is the likelier.
 * Cost: one decode and one pass.
 */
export function japaneseScore(bytes: Uint8Array, encoding: 'shift_jis' | 'euc-jp'): number {
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  let score = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0x80 || c < 0x20) score += weight(c);
  }
  return score;
}

function weight(c: number): number {
  if (c === 0xfffd) return UNDECODABLE;
  if (c >= 0x3041 && c <= 0x30ff) return KANA;
  if (c >= 0x4e00 && c <= 0x9fff) return USUAL.has(String.fromCharCode(c)) ? USUAL_KANJI : KANJI;
  if (c >= 0xff66 && c <= 0xff9f) return HALF_WIDTH_KANA;
  if (c >= 0xff61 && c <= 0xff65) return HALF_WIDTH_POINT;
  if ((c >= 0x3000 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff60)) return FULL_WIDTH;
  if (c >= 0xe000 && c <= 0xf8ff) return PRIVATE_USE;
  if (c < 0x20) return c === 9 || c === 10 || c === 13 ? 0 : CONTROL;
  if (c >= 0x80 && c < 0xa0) return CONTROL;
  return OTHER;
}
