// The fences of this part: ground knows nobody above it, domains never meet, only routes and the shell join them.
import importX from "eslint-plugin-import-x";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const DOMAINS = ["identity", "clinics", "pets", "scheduling"];
/** Lowest first: a folder may import the ones before it, never the ones after it. */
const GROUND = ["config", "time", "i18n", "design", "api", "realtime"];

const domainZones = DOMAINS.map((domain) => ({
  target: `./src/${domain}`,
  from: DOMAINS.filter((other) => other !== domain)
    .map((other) => `./src/${other}`)
    .concat("./src/shell", "./src/app"),
  message: "Domains never import each other; a route in src/app joins them.",
}));
const groundZones = GROUND.map((folder, rank) => ({
  target: `./src/${folder}`,
  from: [...GROUND.slice(rank + 1), ...DOMAINS, "shell", "app"].map((above) => `./src/${above}`),
  message: "Ground folders never look up.",
}));

export default tseslint.config(
  { ignores: ["node_modules", "dist", ".expo", "src/api/generated.gen.ts", "expo-env.d.ts"] },
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}", "tests/**/*.{ts,tsx}"],
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.json" })] },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "@typescript-eslint/consistent-type-imports": "error",
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            ...domainZones,
            ...groundZones,
            { target: "./src/shell", from: "./src/app", message: "Routes use the shell, never the reverse." },
          ],
        },
      ],
      "import-x/no-cycle": "error",
      "no-restricted-imports": [
        "error",
        { name: "lucide-react-native", message: "Icons come from @/design/icons." },
      ],
      "no-console": "error",
    },
  },
  {
    files: ["src/design/**/*.{ts,tsx}", "src/{app,shell,identity,clinics,pets,scheduling}/**/*.{ts,tsx}"],
    ignores: ["src/design/tokens.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "Literal[value=/^#[0-9a-fA-F]{3,8}$/]",
          message: "Colours live in src/design/tokens.ts.",
        },
      ],
    },
  },
  { files: ["src/design/icons.ts"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["**/*.{test,tests}.{ts,tsx}", "src/testing/**", "tests/**"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["*.{js,cjs,mjs}", "scripts/**/*.mjs"],
    languageOptions: {
      globals: { module: "writable", process: "readonly", console: "readonly", URL: "readonly" },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
