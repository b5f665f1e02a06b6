// Playwright's test with an eye on every page, whoever opened it: what the Content-Security-Policy had to stop fails the spec.
import { type BrowserContext, test as base, expect } from "@playwright/test";

interface Fixtures {
  /** A person with a browser of their own. */
  visitor: (options?: Parameters<import("@playwright/test").Browser["newContext"]>[0]) => Promise<BrowserContext>;
  violations: string[];
}

async function watch(context: BrowserContext, violations: string[]): Promise<void> {
  await context.exposeBinding("tellViolation", (_source, words: string) => {
    violations.push(words);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const tell = (window as unknown as { tellViolation: (words: string) => void }).tellViolation;
      const { effectiveDirective, blockedURI, documentURI, sourceFile, lineNumber } = event;
      tell(`${effectiveDirective} stopped ${blockedURI} on ${documentURI} (${sourceFile}:${lineNumber})`);
    });
  });
}

export const test = base.extend<Fixtures>({
  violations: [
    async ({}, use) => {
      const found: string[] = [];
      await use(found);
      expect(found, "what the Content-Security-Policy stopped").toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, violations }, use) => {
    await watch(context, violations);
    await use(context);
  },
  visitor: async ({ browser, violations }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      await watch(context, violations);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
