/** Invented people: [English, Japanese]. Each sample takes its teams from here. */
const PEOPLE = [
  ['Hana Sato', '佐藤 花'],
  ['Kenta Suzuki', '鈴木 健太'],
  ['Misaki Takahashi', '髙橋 美咲'],
  ['Ryo Tanaka', '田中 諒'],
  ['Yui Ito', '伊藤 結衣'],
  ['Daichi Watanabe', '渡辺 大地'],
  ['Aoi Yamamoto', '山本 葵'],
  ['Sho Nakamura', '中村 翔'],
  ['Mei Kobayashi', '小林 芽衣'],
  ['Takumi Kato', '加藤 匠'],
  ['Rin Yoshida', '吉田 凛'],
  ['Haruto Yamada', '山田 陽斗'],
  ['Sakura Sasaki', '佐々木 さくら'],
  ['Yuto Yamasaki', '山﨑 悠斗'],
  ['Nanami Matsumoto', '松本 七海'],
  ['Kaito Inoue', '井上 海斗'],
  ['Akari Kimura', '木村 明里'],
  ['Sota Hayashi', '林 颯太'],
  ['Mio Shimizu', '清水 澪'],
  ['Ren Saito', '齋藤 蓮'],
  ['Kaede Mori', '森 楓'],
  ['Yuma Ikeda', '池田 悠真'],
  ['Tsumugi Hashimoto', '橋本 紬'],
  ['Itsuki Ishikawa', '石川 樹'],
  ['Koharu Ogawa', '小川 心春'],
  ['Minato Okada', '岡田 湊'],
  ['Ema Goto', '後藤 絵麻'],
  ['Asahi Hasegawa', '長谷川 旭'],
  ['Tomo Murakami', '村上 朋'],
  ['Nao Kondo', '近藤 直']
];

/** English name to Japanese name. */
export const JAPANESE_NAMES = Object.fromEntries(PEOPLE);

/** @param {number} from @param {number} count @returns {string[]} English names */
export function people(from, count) {
  return PEOPLE.slice(from, from + count).map(([english]) => english);
}
