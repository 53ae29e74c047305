/* The tree: what is open is kept in the address and travels to another day. Arrows and memory are in app.js; without
   scripts the tree is a list of native disclosures with links. */
(() => {
  "use strict";
  const tree = document.querySelector("[data-tree]");
  if (!tree) return;
  tree.addEventListener("toggle", () => {
    const ids = [...tree.querySelectorAll("details[open][data-id]")].map((one) => one.dataset.id).join(",") || "0";
    const address = new URL(location.href);
    address.searchParams.set("mo", ids);
    history.replaceState(history.state, "", address);
    const form = document.querySelector("form.day");
    let field = form.querySelector("input[name=mo]");
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "mo" });
      form.append(field);
    }
    field.value = ids;
    for (const link of form.querySelectorAll("a.step")) {
      const to = new URL(link.href);
      to.searchParams.set("mo", ids);
      link.href = to;
    }
  }, true);
})();
