import { boolean, listOf, objectOf, oneOf, orNull, text, type Reader } from '$lib/model/json-shape';
import { VARIANT_SORTS } from '$lib/model/variants';
import type { VariantName, VariantsView } from './variants-view';

/** How variants are listed and called, of unknown origin. @throws MiningError `bad-analysis` */
export const variantsViewFrom: Reader<VariantsView> = objectOf<VariantsView>({
  group: orNull(text()),
  sort: oneOf(VARIANT_SORTS),
  descending: boolean,
  isDetailed: boolean,
  names: listOf(objectOf<VariantName>({ group: orNull(text()), sequence: listOf(orNull(text())), name: text(200) })),
  happyPath: orNull(listOf(text()))
});
