import { fireEvent, screen } from "@testing-library/react-native";
import { page, problem } from "@/testing/fake-api";
import { pet, PETS } from "@/testing/world";
import { clinicApi, openApp } from "./app";

const REGISTER = /^\/v1\/pets$/;
const ONE = /^\/v1\/pets\/pet-1$/;

const petsApi = () =>
  clinicApi()
    .on(
      "GET",
      /^\/v1\/pets\/breeds/,
      page([{ id: "breed-1", species: "cat", name: "Siamese", fci_number: null }]),
    )
    .on("GET", ONE, { body: pet() });

const press = async (role: "button" | "link" | "radio", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

test("a new pet is welcomed with what is known of it", async () => {
  const api = petsApi().on("POST", REGISTER, { status: 201, body: pet({ id: "pet-9", name: "Juno" }) });
  await openApp({ api, url: "/pets" });
  await press("link", "Add a pet");
  await fireEvent.changeText(await screen.findByLabelText("Name"), "Juno");
  await press("radio", "Cat");
  await press("button", "Breed: Mixed or unknown");
  await press("button", "Siamese");
  await fireEvent.changeText(screen.getByLabelText("Born"), "2019");
  await fireEvent.changeText(screen.getByLabelText("Weight in kilograms"), "4,2");
  api.on("GET", /^\/v1\/pets(\?|$)/, page([...PETS, pet({ id: "pet-9", name: "Juno", species: "cat" })]));
  await press("button", "Add Juno");
  await screen.findByText("Juno");
  expect(api.asked("POST", REGISTER).map(({ body }) => body)).toEqual([
    {
      name: "Juno",
      species: "cat",
      breed_id: "breed-1",
      sex: "unknown",
      is_neutered: null,
      born_on: "2019-01-01",
      is_birth_date_estimated: true,
      weight_grams: 4200,
      microchip_number: null,
      color: null,
      note: null,
    },
  ]);
});

test("what is wrong is said at its field and nothing is sent", async () => {
  const api = petsApi();
  await openApp({ api, url: "/pets/new" });
  await fireEvent.changeText(await screen.findByLabelText("Born"), "31.02.2021");
  await press("button", "Add");
  await screen.findByText("Every pet needs a name.");
  screen.getByText("Write the date like 24.06.2021, or only the year.");
  expect(api.asked("POST", REGISTER)).toEqual([]);
});

test("a change is made on the version that was read", async () => {
  const api = petsApi().on("PATCH", ONE, { body: pet({ weight_grams: 8900, version: 5 }) });
  await openApp({ api, url: "/pets/pet-1/edit" });
  await fireEvent.changeText(await screen.findByLabelText("Weight in kilograms"), "8.9");
  await press("button", "Save");
  expect(api.asked("PATCH", ONE).map(({ body }) => body)).toEqual([{ weight_grams: 8900 }]);
  expect(api.asked("PATCH", ONE)[0]?.headers.get("if-match")).toBe('"4"');
});

test("a change from elsewhere meanwhile is not overwritten", async () => {
  const api = petsApi().on("PATCH", ONE, problem(412, "edge.stale"));
  await openApp({ api, url: "/pets/pet-1/edit" });
  await fireEvent.changeText(await screen.findByLabelText("Weight in kilograms"), "8.9");
  await press("button", "Save");
  await screen.findByText(/Somebody changed it meanwhile/);
});

test("booking from a pet's page brings the pet along", async () => {
  const api = petsApi();
  await openApp({ api, url: "/pets/pet-1" });
  await press("link", "Book a visit for Pretzel");
  await screen.findByRole("heading", { name: "Which clinic?" });
  expect(api.asked("GET", /^\/v1\/clinics\?/).at(-1)?.path).toContain("species=dog");
});
