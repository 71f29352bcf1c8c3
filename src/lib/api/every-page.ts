/** A page of a list, as every list of the service is answered. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/**
 * All of a list that comes in pages: for choices that must not lack anything.
 *
 * @param read asks for one page with this query added
 * @returns the items of all pages in their order; one request for each 500
 * @throws what `read` throws
 */
export async function everyPage<Item>(
  read: (page: { readonly limit: string; readonly after?: string }) => Promise<Page<Item>>
): Promise<Item[]> {
  const all: Item[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await read({ limit: '500', ...(after !== undefined && { after }) });
    all.push(...items);
    after = next;
  } while (after !== undefined);
  return all;
}
