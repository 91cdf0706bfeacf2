// Shows what needs passkeys where the browser knows them, and says so when one did not work (allauth tells by an event).
const reveal = (selector, shown) => {
  for (const element of document.querySelectorAll(selector)) element.hidden = !shown;
};

document.addEventListener("DOMContentLoaded", () => {
  const able = Boolean(window.PublicKeyCredential);
  reveal("[data-needs-passkeys]", able);
  reveal("[data-lacks-passkeys]", !able);
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  reveal("[data-passkey-failed]", true);
});
