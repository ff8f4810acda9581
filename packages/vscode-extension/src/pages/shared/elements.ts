// Elements of the page, made in one expression each.

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; text is never read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button that can be reached with the keyboard; `description` is what a screen reader says, if more is needed. */
export function button(
  label: string,
  description: string,
  press: () => void | Promise<void>,
): HTMLButtonElement {
  const made = element("button", { type: "button", title: description, "aria-label": description }, label);
  made.addEventListener("click", () => void press());
  return made;
}

/** A button that stays pressed. */
export function toggle(
  label: string,
  description: string,
  isPressed: boolean,
  changed: (isPressed: boolean) => void,
): HTMLButtonElement {
  const made = button(label, description, () => {
    const next = made.getAttribute("aria-pressed") !== "true";
    made.setAttribute("aria-pressed", String(next));
    changed(next);
  });
  made.setAttribute("aria-pressed", String(isPressed));
  return made;
}

/** An element that only a screen reader finds. */
export function hiddenElement(attributes: Attributes): HTMLElement {
  return element("div", { class: "unseen", ...attributes });
}

/** Says to a screen reader what has come about, once each. */
export function announcer(): { readonly root: HTMLElement; readonly announce: (text: string) => void } {
  const root = hiddenElement({ role: "status", "aria-live": "polite", "aria-atomic": "true" });
  return {
    root,
    announce: (text) => {
      if (root.textContent !== text) root.textContent = text;
    },
  };
}
