import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";

import { currentToken } from "@/api/token";
import type { Config } from "@/config/config";
import { CONFIG } from "@/testing/server";

import { returnAddress, useAuth } from "./auth-context";
import { AuthProvider, signInService } from "./auth-provider";

const clerk = {
  isLoaded: true,
  isSignedIn: true as boolean | undefined,
  sessionId: "sess_clerk",
  getToken: vi.fn(({ skipCache }: { skipCache: boolean }) => Promise.resolve(skipCache ? "fresh" : "cached")),
  redirectToSignIn: vi.fn(() => Promise.resolve()),
  signOut: vi.fn(() => Promise.resolve()),
  provided: vi.fn(),
};

vi.mock("@clerk/react", () => ({
  ClerkProvider: (props: { publishableKey: string; children: React.ReactNode }) => {
    clerk.provided(props.publishableKey);
    return props.children;
  },
  useAuth: () => clerk,
  useClerk: () => clerk,
}));

function Probe() {
  const auth = useAuth();
  return (
    <>
      <p>{auth.status}</p>
      <button onClick={() => auth.signIn("/my/pets")}>in</button>
      <button onClick={() => void auth.signOut()}>out</button>
    </>
  );
}

function show(config: Partial<Config>) {
  return render(
    <MemoryRouter>
      <AuthProvider config={{ ...CONFIG, ...config }} waiting={<p>waiting</p>}>
        <Probe />
      </AuthProvider>
    </MemoryRouter>,
  );
}

const KEY = "pk_test_abc";

beforeEach(() => {
  clerk.isLoaded = true;
  clerk.isSignedIn = true;
  clerk.provided.mockClear();
});

test("Clerk signs in where a publishable key is configured, even beside a development sign-in", async () => {
  expect(signInService({ ...CONFIG, clerkPublishableKey: KEY })).toBe("clerk");
  show({ clerkPublishableKey: KEY });
  expect(await screen.findByText("signed-in")).toBeVisible();
  expect(clerk.provided).toHaveBeenCalledWith(KEY);
  expect(await currentToken()).toBe("cached");
  expect(await currentToken({ isFresh: true })).toBe("fresh");
});

test("with Clerk, signing in leads back to the page that was wanted", async () => {
  show({ clerkPublishableKey: KEY });
  (await screen.findByText("in")).click();
  expect(clerk.redirectToSignIn).toHaveBeenCalledWith({
    signInForceRedirectUrl: "http://localhost:3000/my/pets",
  });
  screen.getByText("out").click();
  expect(clerk.signOut).toHaveBeenCalledWith({ redirectUrl: "/" });
});

test("while Clerk loads, public pages go on without a token", async () => {
  clerk.isLoaded = false;
  show({ clerkPublishableKey: KEY });
  expect(await screen.findByText("loading")).toBeVisible();
  expect(await currentToken()).toBeNull();
});

test("the development sign-in works in development and never in production", async () => {
  localStorage.setItem("vet.dev_session", "sess_1");
  expect(signInService({ ...CONFIG, environment: "production" })).toBe("none");
  const { unmount } = show({ environment: "production" });
  expect(screen.getByText("signed-out")).toBeVisible();
  expect(await currentToken()).toBeNull();
  unmount();
  show({ environment: "development" });
  expect(await screen.findByText("signed-in")).toBeVisible();
  expect(await currentToken()).toMatch(/^header\./);
  expect(clerk.provided).not.toHaveBeenCalled();
});

test("the way back never leaves this app", () => {
  history.replaceState(null, "", "/clinics?q=Berlin");
  expect(returnAddress("/my")).toBe("http://localhost:3000/my");
  expect(returnAddress("https://evil.example.com")).toBe("http://localhost:3000/clinics?q=Berlin");
  expect(returnAddress("//evil.example.com")).toBe("http://localhost:3000/clinics?q=Berlin");
});
