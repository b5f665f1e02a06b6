import { render, screen } from "@testing-library/react";

import type { Problem } from "@/api/problem";

import { ProblemNotice } from "./problem-notice";

const PROBLEM: Problem = {
  status: 409,
  code: "scheduling.wrong_move",
  title: "Server's title",
  detail: "Server's detail",
  traceId: "trace-1",
  retryAfterSeconds: null,
  fields: [],
  params: {},
};

const show = (problem: unknown) => render(<ProblemNotice problem={problem} />).container.textContent;

test("a known code is said in our own words, with what to do", () => {
  expect(show(PROBLEM)).toBe(
    "This visit has moved onSomebody changed its state in the meantime. You now see the current one.",
  );
});

test("an unknown refusal keeps the API's words", () => {
  expect(show({ ...PROBLEM, code: "scheduling.brand_new" })).toBe("Server's titleServer's detail");
});

test("our own fault shows no internals, only the number to quote", () => {
  const text = show({
    ...PROBLEM,
    status: 500,
    code: "edge.exploded",
    detail: "psycopg: relation does not exist",
  });
  expect(text).toContain("Something went wrong on our side");
  expect(text).toContain("trace-1");
  expect(text).not.toContain("psycopg");
});

test("wrong values are listed", () => {
  show({
    ...PROBLEM,
    status: 422,
    code: "edge.validation",
    fields: [{ pointer: "/phone", code: "phone_invalid", detail: "Begin with + and the country code." }],
  });
  expect(screen.getByRole("listitem")).toHaveTextContent("Begin with + and the country code.");
});

test("whatever else was thrown is still a sentence", () => {
  expect(show(new Error("boom"))).toBe(
    "We did not understand the answerPlease try again. If it keeps happening, reload the page.",
  );
});
