/**
 * The names that columns have in the table `row`: their own, but since SQL tells no upper from lower case and `row_no` is taken, a
 * name that is there already gets a number.
 */
export function sqlNames(names: readonly string[]): string[] {
  const taken = new Set(['row_no']);
  return names.map((name) => {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} (${n})`;
    taken.add(free.toLowerCase());
    return free;
  });
}
