/** A phone has no tabs to name. */
export function usePageTitle(title: string): void {
  void title;
}
