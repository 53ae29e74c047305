// The composer: what fits a text half typed, and keys. Everything also works without it.
"use strict";

for (const form of document.querySelectorAll("form[data-compose]")) readForm(form);

function readForm(form) {
  const button = (what) => form.querySelector(`button[value="${what}"]`);
  document.addEventListener("keydown", (event) => {
    let press = null;
    if (event.ctrlKey && event.key === "s") press = button("luu");
    if (event.ctrlKey && event.key === "Enter") press = button("them") || button("luu");
    if (event.key === "F9") press = button("xem");
    if (event.key === "F8") {
      event.preventDefault();
      const faulty = [...form.querySelectorAll('[aria-invalid="true"]')];
      const at = faulty.indexOf(document.activeElement);
      const next = faulty[(at + (event.shiftKey ? faulty.length - 1 : 1)) % faulty.length];
      if (next) next.focus();
    }
    if (press) { event.preventDefault(); press.click(); }
  });
  for (const input of form.querySelectorAll("input[data-offers]")) offerTo(input, form);
  const first = form.querySelector('[aria-invalid="true"]') || form.querySelector(".fields .in");
  if (window.location.hash === "#bm" && first) first.focus();
}

// A list under the field, of the browser's own: arrows and Enter choose.
function offerTo(input, form) {
  const list = document.createElement("datalist");
  list.id = `ds-${input.id}`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer = 0;
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < 2 || /\)$/.test(text)) return;
    timer = window.setTimeout(async () => {
      const day = form.querySelector('[name="head.effective_on"]')?.value || "";
      const query = new URLSearchParams({ tim: text, hieu_luc: day });
      const answer = await fetch(`/soan/goi-y/${input.dataset.offers}/?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { offers } = await answer.json();
      list.replaceChildren(...offers.map((one) => {
        const option = document.createElement("option");
        option.value = one.value;
        // Browsers show only what has the typed letters in it; "so noi vu" is not in "Sở Nội vụ".
        const typed = one.value.toLowerCase().includes(text.toLowerCase()) ? "" : text;
        option.label = [one.value, one.note, typed].filter(Boolean).join(" · ");
        return option;
      }));
    }, 160);
  });
}
