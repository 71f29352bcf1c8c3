import type { TimeShape } from './time-shape';

/** Texts of one layout that differ only in what they leave out: the clock, the seconds, the zone. */
export interface TimeFamily {
  readonly key: string;
  shape: TimeShape;
  dateAlone: boolean;
  clock: boolean;
  seconds: boolean;
  noSeconds: boolean;
  zone: boolean;
  noZone: boolean;
  /** digits of month, day or hour without a leading zero were seen */
  looseDate: boolean;
  looseHour: boolean;
}

/** Layouts that the pattern `iso` reads. */
function isIso(shape: TimeShape): boolean {
  return (
    /^yyyy-MM?-dd?$/.test(shape.dates[0]!) &&
    shape.before === '' &&
    shape.weekday === '' &&
    (shape.clock === '' ||
      (/^(?: |'T')$/.test(shape.gap) && /^HH?:mm$/.test(shape.clock) && shape.after === '' && !shape.fraction.startsWith(':')))
  );
}

const padded = (pattern: string): string => pattern.replace(/(?<!M)M(?!M)/g, 'MM').replace(/(?<!d)d(?!d)/g, 'dd');

function keyOf(shape: TimeShape): string {
  if (isIso(shape)) return 'iso';
  return JSON.stringify([shape.before, padded(shape.dates[0]!), shape.weekday]);
}

const clockKey = (shape: TimeShape): string => `${shape.gap}|${shape.clock.replace('HH', 'H')}|${shape.after}`;

/**
 * Put a shape to the family it belongs to, or start one.
 *
 * @returns the family, and whether it now reads more than before
 */
export function addShape(families: TimeFamily[], shape: TimeShape): { family: TimeFamily; changed: boolean } {
  const key = keyOf(shape);
  const fits = (other: TimeFamily): boolean =>
    other.key === key && (key === 'iso' || shape.clock === '' || !other.clock || clockKey(other.shape) === clockKey(shape));
  let family = families.find(fits);
  const before = family ? JSON.stringify({ ...family, shape: '' }) : '';
  if (!family) {
    family = {
      key,
      shape,
      dateAlone: false,
      clock: false,
      seconds: false,
      noSeconds: false,
      zone: false,
      noZone: false,
      looseDate: false,
      looseHour: false
    };
    families.push(family);
  }
  if (shape.clock === '') family.dateAlone = true;
  else {
    if (!family.clock) family.shape = { ...shape, dates: family.shape.dates };
    family.clock = true;
    if (shape.seconds !== '' && family.shape.seconds === '') family.shape = { ...family.shape, seconds: shape.seconds };
    if (shape.fraction.length > family.shape.fraction.length) family.shape = { ...family.shape, fraction: shape.fraction };
    if (shape.zone !== '' && family.shape.zone === '') family.shape = { ...family.shape, zone: shape.zone };
    family.seconds ||= shape.seconds !== '';
    family.noSeconds ||= shape.seconds === '';
    family.zone ||= shape.zone !== '';
    family.noZone ||= shape.zone === '';
    family.looseHour ||= /(?<!H)H(?!H)/.test(shape.clock);
  }
  family.looseDate ||= /(?<!M)M(?!M)|(?<!d)d(?!d)/.test(shape.dates[0]!);
  return { family, changed: before !== JSON.stringify({ ...family, shape: '' }) };
}

/** The patterns of a family, one for each order its date may have. */
export function familyPatterns(family: TimeFamily): readonly string[] {
  if (family.key === 'iso') return ['iso'];
  const { shape } = family;
  const clock = family.looseHour ? shape.clock.replace('HH', 'H') : shape.clock;
  const seconds = `${shape.seconds}${shape.fraction}`;
  const zone = family.zone && family.noZone ? `[${shape.zone}]` : shape.zone;
  const time = `${shape.gap}${clock}${family.seconds && family.noSeconds ? `[${seconds}]` : seconds}${shape.after}${zone}`;
  return shape.dates.map((date) => {
    const written = family.looseDate ? date.replace(/(?<!M)MM(?!M)/, 'M').replace(/(?<!d)dd(?!d)/, 'd') : date;
    const head = `${shape.before}${written}${shape.weekday}`;
    return family.clock ? `${head}${family.dateAlone ? `[${time}]` : time}` : head;
  });
}
