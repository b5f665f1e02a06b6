import { fireEvent, screen } from "@testing-library/react-native";
import { page } from "@/testing/fake-api";
import { appointment, hold, ME, service } from "@/testing/world";
import { clinicApi, openApp } from "./app";

const BOOK = /^\/v1\/scheduling\/appointments$/;
const VISIT = /^\/v1\/scheduling\/appointments\/visit-2$/;
const CHANGE = /^\/v1\/scheduling\/appointments\/visit-2\/visit-address$/;
const AT_HOME = appointment({ id: "visit-2", place: "home_visit", visit_address: "Rosenweg 4" });

const press = async (name: string) => {
  await fireEvent.press(await screen.findByRole("button", { name }));
};

function clinicThatComes() {
  return clinicApi()
    .on("GET", /appointment-types\?/, page([service({ place: "home_visit" })]))
    .on("GET", /^\/v1\/scheduling\/holds\/hold-1$/, { body: hold() })
    .on("POST", BOOK, { status: 201, body: AT_HOME })
    .on("GET", VISIT, { body: AT_HOME });
}

test("nobody books a visit at home without saying where that is", async () => {
  const api = clinicThatComes();
  await openApp({ api, url: "/book/details/hold-1?pet=pet-1" });
  await press("Book this visit");
  expect(screen.getAllByText("Say where we should come to.")).toHaveLength(2);
  expect(api.asked("POST", BOOK)).toEqual([]);

  await fireEvent.changeText(screen.getByLabelText("Where should we come to?"), " Lindenhof 1 ");
  await press("Book this visit");
  await screen.findByRole("heading", { name: "See you soon, Pretzel" });
  expect(api.asked("POST", BOOK).map(({ body }) => body)).toEqual([
    { hold_id: "hold-1", pet_id: "pet-1", visit_address: "Lindenhof 1", note: null, answers: [] },
  ]);
});

test("who has told where they live finds it written down", async () => {
  const api = clinicThatComes().on("GET", /^\/v1\/identity\/me$/, {
    body: { ...ME, address: "Rosenweg 4\n10117 Berlin" },
  });
  await openApp({ api, url: "/book/details/hold-1?pet=pet-1" });
  expect(await screen.findByDisplayValue("Rosenweg 4\n10117 Berlin")).toBe(
    screen.getByLabelText("Where should we come to?"),
  );
});

test("the waitlist asks at once, so that an offer needs nothing more", async () => {
  const api = clinicThatComes();
  await openApp({ api, url: "/waitlist/join?clinicId=clinic-1&appointmentTypeId=type-1&pet=pet-1" });
  await screen.findByLabelText("Where should we come to?");
  await press("Wait for a time");
  expect(screen.getAllByText("Say where we should come to.")).toHaveLength(2);
});

test("the visit shows the address, and it can be changed", async () => {
  const changed = { ...AT_HOME, visit_address: "Lindenhof 1" };
  const api = clinicThatComes().on("POST", CHANGE, { body: changed });
  await openApp({ api, url: "/visits/visit-2" });
  await screen.findByText("Rosenweg 4");
  await press("Change the address");
  api.on("GET", VISIT, { body: changed });
  await fireEvent.changeText(screen.getByLabelText("Where should we come to?"), "Lindenhof 1");
  await press("Save");
  await screen.findByText("Lindenhof 1");
  expect(api.asked("POST", CHANGE).map(({ body }) => body)).toEqual([{ visit_address: "Lindenhof 1" }]);
});

test("services are called by their name in the reader's language", async () => {
  const named = appointment({ id: "visit-2", appointment_type_translations: { en: "Full check-up" } });
  const api = clinicApi().on("GET", VISIT, { body: named });
  await openApp({ api, url: "/visits/visit-2" });
  await screen.findByText("Full check-up");
});
