/** How src/api/generated.gen.ts is made from the API's contract: `npm run generate`. */
module.exports = {
  schemaFile: process.env.OPENAPI_FILE ?? "../vet-clinic-api/openapi.json",
  apiFile: "./src/api/base.ts",
  apiImport: "api",
  outputFile: "./src/api/generated.gen.ts",
  exportName: "generated",
  hooks: true,
  encodePathParams: true,
  encodeQueryParams: false,
  filterEndpoints: (name) => !/webhook|checkLife|checkReadiness|metrics/i.test(name),
};
