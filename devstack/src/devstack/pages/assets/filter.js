// Narrows the list of people while typing. The page works without it.
const box = document.getElementById("filter");
if (box) {
  box.closest("label").hidden = false;
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const section of document.querySelectorAll("#people section")) {
      const rows = section.querySelectorAll(".people li");
      if (rows.length === 0) continue;
      let shown = 0;
      for (const row of rows) {
        const text = (row.textContent + row.querySelector("button").value + section.querySelector("h2").textContent).toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      section.hidden = shown === 0;
    }
  });
}
