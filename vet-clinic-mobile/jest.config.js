/** jest-expo, plus the ESM-only packages Metro would transform anyway. */
module.exports = {
  preset: "jest-expo",
  setupFilesAfterEnv: ["<rootDir>/src/testing/setup.ts"],
  moduleNameMapper: { "^@/(.*)$": "<rootDir>/src/$1" },
  testMatch: ["<rootDir>/src/**/*.test.{ts,tsx}", "<rootDir>/tests/**/*.test.{ts,tsx}"],
  transformIgnorePatterns: [
    "node_modules/(?!((jest-)?react-native|@react-native(-community)?|expo(nent)?|@expo(nent)?/.*|@expo-google-fonts/.*|" +
      "react-redux|@reduxjs/toolkit|immer|redux|redux-thunk|reselect|lucide-react-native|i18next|react-i18next|" +
      "standard-navigation|expo-router|test-renderer|react-reconciler))",
  ],
};
