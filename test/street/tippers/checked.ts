/** All makes that are drawn, and of the many that are mixed of them every tenth: each takes seconds. */
export function isChecked({ id }: { readonly id: string }): boolean {
  const [, number] = /^tipper-mix-(\d+)$/.exec(id) ?? [];
  return number === undefined || Number(number) % 10 === 9;
}
