import { beginDraw, beginMove, beginResize, dragTo, FINE, nudge, spotAt } from "./drag";

const QUARTERS = { step: 15, offset: 0 };
const PLACE = { column: 1, from: 540, to: 570 };

test("a moved visit keeps its length and comes to lie on the grid", () => {
  const held = beginMove("a", PLACE, { column: 1, minute: 550 });
  expect(dragTo(held, { column: 2, minute: 583 }, QUARTERS).at).toEqual({ column: 2, from: 570, to: 600 });
  expect(dragTo(held, { column: 2, minute: 556 }, FINE).at).toEqual({ column: 2, from: 545, to: 575 });
});

test("the grid counts from its offset", () => {
  const held = beginMove("a", PLACE, { column: 1, minute: 540 });
  expect(dragTo(held, { column: 1, minute: 562 }, { step: 20, offset: 10 }).at.from).toBe(570);
});

test("a visit never leaves its day", () => {
  const held = beginMove("a", PLACE, { column: 1, minute: 540 });
  expect(dragTo(held, { column: 1, minute: -400 }, QUARTERS).at).toEqual({ column: 1, from: 0, to: 30 });
  expect(dragTo(held, { column: 1, minute: 3000 }, QUARTERS).at).toEqual({ column: 1, from: 1410, to: 1440 });
});

test("the lower edge moves by five minutes, never above the upper one and never past midnight", () => {
  const held = beginResize("a", PLACE, { column: 1, minute: 570 });
  expect(dragTo(held, { column: 1, minute: 588 }, QUARTERS).at).toEqual({ column: 1, from: 540, to: 590 });
  expect(dragTo(held, { column: 0, minute: 100 }, QUARTERS).at).toEqual({ column: 1, from: 540, to: 545 });
  expect(dragTo(held, { column: 1, minute: 2000 }, QUARTERS).at.to).toBe(1440);
});

test("drawing goes both ways from where it began and stays in its column", () => {
  const pen = beginDraw({ column: 0, minute: 607 }, QUARTERS);
  expect(pen.at).toEqual({ column: 0, from: 600, to: 615 });
  expect(dragTo(pen, { column: 2, minute: 661 }, QUARTERS).at).toEqual({ column: 0, from: 600, to: 660 });
  expect(dragTo(pen, { column: 0, minute: 569 }, QUARTERS).at).toEqual({ column: 0, from: 570, to: 615 });
});

test("arrow keys step on the grid, also from a time beside it", () => {
  expect(nudge(PLACE, "ArrowDown", QUARTERS, 3, false)).toEqual({ column: 1, from: 555, to: 585 });
  expect(nudge({ column: 1, from: 547, to: 577 }, "ArrowUp", QUARTERS, 3, false).from).toBe(540);
  expect(nudge({ column: 1, from: 547, to: 577 }, "ArrowDown", QUARTERS, 3, false).from).toBe(555);
  expect(nudge(PLACE, "ArrowRight", QUARTERS, 2, false).column).toBe(1);
  expect(nudge(PLACE, "ArrowLeft", QUARTERS, 2, false).column).toBe(0);
  expect(nudge(PLACE, "ArrowDown", QUARTERS, 3, true)).toEqual({ column: 1, from: 540, to: 575 });
  expect(nudge(PLACE, "ArrowRight", QUARTERS, 3, true)).toEqual(PLACE);
});

test("a pointer is in a column at a minute, or in none", () => {
  const columns = [
    { left: 50, right: 150, top: 100, bottom: 580 },
    { left: 150, right: 250, top: 100, bottom: 580 },
  ];
  const window = { from: 480, to: 960 };
  expect(spotAt({ x: 160, y: 340 }, columns, window)).toEqual({ column: 1, minute: 720 });
  expect(spotAt({ x: 20, y: 340 }, columns, window)).toBeNull();
  expect(spotAt({ x: 20, y: 340 }, columns, window, true)).toEqual({ column: 0, minute: 720 });
  expect(spotAt({ x: 900, y: 340 }, columns, window, true)).toEqual({ column: 1, minute: 720 });
});
