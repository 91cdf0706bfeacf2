/* Hidden fields of the register are not sent: what was typed under another choice does not count. */
"use strict";

for (const line of document.querySelectorAll(".register-lines > li")) {
  const minutes = line.querySelector(".for-part input");
  const reason = line.querySelector(".for-absence input");
  const follow = () => {
    const chosen = line.querySelector("input[type=radio]:checked");
    const status = chosen ? chosen.value : "";
    minutes.disabled = status !== "partial";
    reason.disabled = status !== "absent" && status !== "excused";
  };
  line.addEventListener("change", follow);
  if (!line.classList.contains("faulty")) {
    follow();
  }
}
