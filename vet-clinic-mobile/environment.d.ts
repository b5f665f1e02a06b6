/** What Metro inlines into the bundle; the only environment the app may read. */
declare const process: {
  readonly env: {
    readonly NODE_ENV: "development" | "production" | "test";
    readonly EXPO_OS?: "ios" | "android" | "web";
    readonly EXPO_PUBLIC_API_URL?: string;
    readonly EXPO_PUBLIC_ENVIRONMENT?: string;
    readonly EXPO_PUBLIC_CLERK_PUBLISHABLE_KEY?: string;
    readonly EXPO_PUBLIC_DEV_SIGN_IN_URL?: string;
    readonly EXPO_PUBLIC_RELEASE?: string;
  };
};

declare module "*.ttf" {
  const asset: number;
  export default asset;
}
