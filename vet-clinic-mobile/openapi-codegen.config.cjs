/** Typed endpoints from the API's own description; `npm run generate` writes them, `npm run client:check` compares. */
module.exports = {
  schemaFile: process.env.OPENAPI_FILE ?? "../vet-clinic-api/openapi.json",
  apiFile: "./src/api/api.ts",
  apiImport: "api",
  outputFile: process.env.CLIENT_FILE ?? "./src/api/generated.gen.ts",
  exportName: "generatedApi",
  hooks: { queries: true, lazyQueries: false, mutations: true },
  encodePathParams: true,
  encodeQueryParams: false,
  useEnumType: false,
  filterEndpoints: (name) => !/webhook|livez|readyz|metrics/i.test(name),
};
