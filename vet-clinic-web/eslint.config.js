/**
 * The fences. Foundations know no domain, a domain knows only the foundations and itself, and src/app joins them.
 * A colour or size outside tokens.css is an error.
 */
import js from "@eslint/js";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import a11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

const DOMAINS = ["identity", "clinics", "pets", "scheduling", "notifications"];
/** From the ground up: a foundation may use those before it in the list. */
const FOUNDATIONS = ["config", "time", "api", "realtime", "design", "undo"];

const domainZones = DOMAINS.map((domain) => ({
  target: `./src/${domain}`,
  from: [...DOMAINS.filter((other) => other !== domain).map((other) => `./src/${other}`), "./src/app"],
  message: "Domains do not know one another: join them in src/app.",
}));
const foundationZones = FOUNDATIONS.map((foundation, rank) => ({
  target: `./src/${foundation}`,
  from: [...DOMAINS, "app", ...FOUNDATIONS.slice(rank + 1)].map((other) => `./src/${other}`),
  message: "Foundations look down only.",
}));

const RAW_VALUE = "/#[0-9a-fA-F]{3,8}\\b|(?:rgb|hsl|oklch|oklab)a?\\(|-\\[[0-9.]+(?:px|rem|em)\\]/";

export default ts.config(
  { ignores: ["dist", "node_modules", "src/api/generated.gen.ts", "public"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true }, globals: globals.browser },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    extends: [a11y.flatConfigs.recommended],
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.app.json" })],
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // Tables that scroll sideways must be reachable by keyboard.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["region"], tags: [] }],
      "import-x/no-cycle": ["error", { maxDepth: 8 }],
      "import-x/no-restricted-paths": ["error", { zones: [...domainZones, ...foundationZones] }],
      "no-restricted-syntax": [
        "error",
        {
          selector: `JSXAttribute[name.name='className'] Literal[value=${RAW_VALUE}]`,
          message: "Use a token of tokens.css.",
        },
        {
          selector: `JSXAttribute[name.name='className'] TemplateElement[value.raw=${RAW_VALUE}]`,
          message: "Use a token.",
        },
      ],
    },
  },
  {
    files: ["src/**/*.test.{ts,tsx}", "src/testing/**"],
    rules: { "@typescript-eslint/unbound-method": "off" },
  },
  { files: ["**/*.{js,cjs,mjs}"], languageOptions: { globals: globals.node } },
);
