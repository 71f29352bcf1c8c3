import type { Bins } from '$lib/model/statistics';

/** Values along an axis on which every bin is equally wide, 0..1: the long last bin and bins of one factor read like the others. */
export interface BinScale {
  readonly bins: number;
  readonly min: number;
  readonly max: number;
  /** where a value stands; what is outside stands at the end */
  place(value: number): number;
  valueAt(place: number): number;
}

/** Within a bin by proportion; by factor where the bins grow by one. */
export function binScale({ from, to }: Pick<Bins, 'from' | 'to'>, scale: 'linear' | 'log'): BinScale {
  const bins = from.length;
  const min = bins > 0 ? from[0]! : 0;
  const max = bins > 0 ? to[bins - 1]! : 1;
  const isByFactor = (bin: number): boolean => scale === 'log' && from[bin]! > 0;
  return {
    bins,
    min,
    max,
    place(value) {
      if (bins === 0 || value <= min) return 0;
      if (value >= max) return 1;
      let bin = 0;
      while (bin < bins - 1 && value >= to[bin]!) bin++;
      const [a, b] = [from[bin]!, to[bin]!];
      if (value <= a) return bin / bins;
      const within = isByFactor(bin) ? Math.log(value / a) / Math.log(b / a) : (value - a) / (b - a);
      return (bin + within) / bins;
    },
    valueAt(place) {
      if (bins === 0) return NaN;
      const at = Math.min(Math.max(place, 0), 1) * bins;
      const bin = Math.min(Math.floor(at), bins - 1);
      const within = at - bin;
      const [a, b] = [from[bin]!, to[bin]!];
      return isByFactor(bin) ? a * (b / a) ** within : a + (b - a) * within;
    }
  };
}
