/** jest-expo, plus the ESM-only packages Metro would transform anyway. */
module.exports = {
  preset: "jest-expo",
  testTimeout: 60_000,
  setupFilesAfterEnv: ["<rootDir>/src/testing/setup.ts"],
  moduleNameMapper: {
    "^@/(.*)$": "<rootDir>/src/$1",
    // The package offers Jest its ESM build, which Node cannot read untransformed.
    "^lucide-react-native/icons/(.*)$": "<rootDir>/node_modules/lucide-react-native/dist/cjs/icons/$1.js",
  },
  testMatch: ["<rootDir>/src/**/*.test.{ts,tsx}", "<rootDir>/tests/**/*.test.{ts,tsx}"],
  transformIgnorePatterns: [
    "node_modules/(?!((jest-)?react-native|@react-native(-community)?|expo(nent)?|@expo(nent)?/.*|@expo-google-fonts/.*|" +
      "react-redux|@reduxjs/toolkit|immer|redux|redux-thunk|reselect|lucide-react-native|i18next|react-i18next|" +
      "standard-navigation|expo-router|test-renderer|react-reconciler))",
  ],
};
