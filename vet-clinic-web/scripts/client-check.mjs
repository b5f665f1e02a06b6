/** Fails when src/api/generated.gen.ts is not what openapi.json says today. Puts the committed file back either way. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const file = `${root}src/api/generated.gen.ts`;
const committed = readFileSync(file, "utf8");
let fresh;
try {
  execFileSync("npm", ["run", "--silent", "generate"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  fresh = readFileSync(file, "utf8");
} finally {
  writeFileSync(file, committed);
}
if (fresh !== committed) {
  console.error(
    "The API's contract has changed: run `npm run generate` and commit src/api/generated.gen.ts.",
  );
  process.exit(1);
}
console.log("The client matches openapi.json.");
