// Write src/api/generated.gen.ts from ../vet-clinic-api/openapi.json, or with --check say whether it is still what it should be.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const committed = join(root, "src/api/generated.gen.ts");
const isCheck = process.argv.includes("--check");

// Beside the real file, so that its relative import of the API slice stays the same text.
const workspace = isCheck ? mkdtempSync(join(root, "src/api/.check-")) : null;
const target = workspace === null ? committed : join(workspace, "generated.gen.ts");
const run = (bin, args, env = {}) =>
  execFileSync(process.execPath, [join(root, "node_modules", bin), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });

try {
  run("@rtk-query/codegen-openapi/lib/bin/cli.mjs", ["openapi-codegen.config.cjs"], {
    CLIENT_FILE: `./${relative(root, target)}`,
  });
  const text = readFileSync(target, "utf8").replace(/from "(\.\.?\/)+api"/, 'from "./api"');
  writeFileSync(target, text);
  run("prettier/bin/prettier.cjs", [
    "--write",
    "--config",
    ".prettierrc.json",
    "--ignore-path",
    "/dev/null",
    target,
  ]);
  if (isCheck && readFileSync(target, "utf8") !== readFileSync(committed, "utf8")) {
    console.error("src/api/generated.gen.ts is not what openapi.json describes. Run: npm run generate");
    process.exitCode = 1;
  }
} finally {
  if (workspace !== null) rmSync(workspace, { recursive: true });
}
