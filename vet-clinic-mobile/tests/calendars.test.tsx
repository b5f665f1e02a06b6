import { fireEvent, screen } from "@testing-library/react-native";
import * as Clipboard from "expo-clipboard";
import { Linking } from "react-native";
import { page } from "@/testing/fake-api";
import { clinicApi, openApp } from "./app";

jest.mock("expo-clipboard", () => ({ setStringAsync: jest.fn(async () => true) }));

const FEEDS = /^\/v1\/scheduling\/feeds$/;
const URL_OF_FEED = "https://api.example.com/v1/scheduling/feeds/secret.ics";
const FEED = {
  id: "feed-1",
  kind: "owner",
  shows_details: false,
  created_at: "2026-03-01T09:00:00Z",
  last_read_at: null,
};

const press = async (role: "button" | "link" | "switch", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

test("an address is made, shown once, subscribed to and copied", async () => {
  const opened = jest.spyOn(Linking, "openURL").mockResolvedValue(true);
  const api = clinicApi()
    .on("GET", FEEDS, page([]))
    .on("POST", FEEDS, () => {
      api.on("GET", FEEDS, page([FEED]));
      return { status: 201, body: { id: "feed-1", url: URL_OF_FEED } };
    });
  await openApp({ api, url: "/profile" });
  await press("button", "Calendars");
  await screen.findByText("No calendar reads your visits yet.");
  await press("switch", /Show names/);
  await press("button", "Make an address");
  await screen.findByText(URL_OF_FEED);
  expect(api.asked("POST", FEEDS).map(({ body }) => body)).toEqual([{ kind: "owner", shows_details: true }]);
  await press("link", "Subscribe now");
  expect(opened).toHaveBeenCalledWith("webcal://api.example.com/v1/scheduling/feeds/secret.ics");
  await press("button", "Copy the address");
  await screen.findByText("Copied.");
  expect(Clipboard.setStringAsync).toHaveBeenCalledWith(URL_OF_FEED);
  await screen.findByText(/not read yet/);
});

test("an address is switched off after one more question", async () => {
  const api = clinicApi()
    .on("GET", FEEDS, page([FEED]))
    .on("DELETE", /^\/v1\/scheduling\/feeds\/feed-1$/, () => {
      api.on("GET", FEEDS, page([]));
      return { status: 204 };
    });
  await openApp({ api, url: "/you/calendars" });
  await press("button", /Switch off the address made/);
  await screen.findByText("Switch this address off?");
  await press("button", "Switch off");
  await screen.findByText("No calendar reads your visits yet.");
  expect(api.asked("DELETE", /feeds\/feed-1$/)).toHaveLength(1);
});
