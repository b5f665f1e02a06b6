// Accessibility of a page as it stands, in words that a failure report can show.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** One line per finding: rule, how bad, and where. Empty when axe finds nothing. */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} (${violation.impact}): ${node.target.join(" ")}`),
  );
}
