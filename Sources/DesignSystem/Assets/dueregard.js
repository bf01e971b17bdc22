// SPDX-License-Identifier: Apache-2.0
// Small improvements. Every page works without them, and nothing is remembered.
(function () {
  "use strict";

  function focusErrorSummary() {
    var summary = document.querySelector("main > .dr-error-summary");
    if (summary) { summary.focus(); }
  }

  // A second press within five seconds is taken for the first one.
  function ignoreSecondSubmit() {
    document.addEventListener("submit", function (event) {
      var form = event.target;
      if (form.method !== "post") { return; }
      var now = Date.now();
      if (form.drSentAt && now - form.drSentAt < 5000) {
        event.preventDefault();
      } else {
        form.drSentAt = now;
      }
    });
    window.addEventListener("pageshow", function () {
      Array.prototype.forEach.call(document.forms, function (form) { form.drSentAt = 0; });
    });
  }

  function warnBeforeTimeout() {
    var box = document.getElementById("dr-timeout");
    if (!box) { return; }
    var words = box.querySelector("p");
    var length = Number(box.dataset.seconds) * 1000;
    var warning = Number(box.dataset.warning) * 1000;
    if (!(length > warning)) { return; }
    var endsAt, before, isShown = false, isEnded = false;

    function say(text) { if (words.textContent !== text) { words.textContent = text; } }

    function begin() {
      endsAt = Date.now() + length;
      isShown = false;
      box.hidden = true;
    }

    function look() {
      var left = endsAt - Date.now();
      if (isEnded || left > warning) { return; }
      if (left <= 0) {
        isEnded = true;
        box.hidden = false;
        box.querySelector("button").hidden = true;
        say("You have been signed out. What you had saved is safe. Sign in again to go on.");
        return;
      }
      if (!isShown) {
        isShown = true;
        before = document.activeElement;
        box.hidden = false;
        box.focus();
      }
      var minutes = Math.ceil(left / 60000);
      say("You will be signed out in " + (minutes === 1 ? "1 minute" : minutes + " minutes") +
        ". Press Escape, or the button, to stay signed in.");
    }

    function extend() {
      var body = new URLSearchParams();
      body.set(box.dataset.field, box.dataset.token);
      fetch(box.dataset.extend, { method: "POST", body: body, credentials: "same-origin" })
        .then(function (answer) {
          if (!answer.ok) { throw new Error(String(answer.status)); }
          begin();
          if (before && before.focus) { before.focus(); }
        })
        .catch(function () {
          say("We could not keep you signed in. Save your work now.");
        });
    }

    box.querySelector("button").addEventListener("click", extend);
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && isShown && !isEnded) { extend(); }
    });
    begin();
    setInterval(look, 5000);
    // A laptop that slept comes back late: look at once.
    document.addEventListener("visibilitychange", look);
  }

  focusErrorSummary();
  ignoreSecondSubmit();
  warnBeforeTimeout();
}());
