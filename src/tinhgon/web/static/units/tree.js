/* The tree: arrows walk it, and what was open is kept in the address and for the next visit. Without this file it is
   still a list of native disclosures with links. */
(() => {
  "use strict";
  const rows = (tree) => [...tree.querySelectorAll("summary, .leaf a")].filter((row) => row.getClientRects().length);
  const key = (tree) => "tinhgon.tree." + (tree.dataset.treeKey || "");
  const openIds = (tree) => [...tree.querySelectorAll("details[open][data-id]")].map((one) => one.dataset.id);

  function remember(tree) {
    const ids = openIds(tree);
    const address = new URL(location.href);
    address.searchParams.set("mo", ids.length ? ids.join(",") : "0");
    history.replaceState(history.state, "", address);
    sessionStorage.setItem(key(tree), ids.join(","));
    const field = document.querySelector("form.day input[name=mo]");
    if (field) field.value = ids.join(",");
    for (const link of document.querySelectorAll("form.day a.step")) {
      const to = new URL(link.href);
      to.searchParams.set("mo", address.searchParams.get("mo"));
      link.href = to;
    }
  }

  function reopen(tree) {
    const wanted = new Set((sessionStorage.getItem(key(tree)) || "").split(",").filter(Boolean));
    for (const one of tree.querySelectorAll("details[data-id]:not([open])")) {
      if (wanted.has(one.dataset.id)) one.open = true;
    }
  }

  function move(tree, from, step) {
    const all = rows(tree);
    const next = all[all.indexOf(from) + step];
    if (next) next.focus();
  }

  function onKey(event) {
    const tree = event.currentTarget;
    const row = event.target.closest("summary") || event.target.closest(".leaf a");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const details = row.matches("summary") ? row.parentElement : null;
    const act = {
      ArrowDown: () => move(tree, row, 1),
      ArrowUp: () => move(tree, row, -1),
      ArrowRight: () => (details && !details.open ? (details.open = true) : details && move(tree, row, 1)),
      ArrowLeft: () => {
        if (details && details.open) details.open = false;
        else row.closest("li").parentElement.closest("details")?.querySelector("summary")?.focus();
      },
      Home: () => rows(tree)[0]?.focus(),
      End: () => rows(tree).at(-1)?.focus(),
      Enter: () => (details && event.target === row ? details.querySelector("summary .what a").click() : null),
    }[event.key];
    if (!act || (event.key === "Enter" && event.target !== row) || (event.key === "Enter" && !details)) return;
    event.preventDefault();
    act();
  }

  function start(tree) {
    if (tree.dataset.treeReady) return;
    tree.dataset.treeReady = "1";
    tree.addEventListener("keydown", onKey);
    tree.addEventListener("toggle", () => remember(tree), true);
    if (!new URL(location.href).searchParams.has("mo")) reopen(tree);
    tree.addEventListener("htmx:afterSettle", () => {
      if (!tree.dataset.treeSettled) reopen(tree);
    });
    tree.addEventListener("click", () => (tree.dataset.treeSettled = "1"), { once: true });
  }

  const all = () => document.querySelectorAll("[data-tree]").forEach(start);
  document.addEventListener("htmx:afterSettle", all);
  all();
})();
