// SPDX-License-Identifier: Apache-2.0

/// The style and the script that a form carries with it: a file alone on somebody's machine has nothing else.
enum HTMLFormAssets {
    static let style = """
        body{margin:0;font:1.125rem/1.5 Arial,sans-serif;color:#0b0c0c;background:#fff}
        main{max-width:46rem;margin:0 auto;padding:1rem 1rem 4rem}
        h1{font-size:2rem;line-height:1.2}h2{margin-top:2.5rem;padding-top:1rem;border-top:2px solid #12436d}
        h3{margin-top:2rem}
        .item{margin:1.5rem 0;padding:0;border:0}
        label,legend{font-weight:bold}fieldset label{font-weight:normal}
        legend{padding:0}
        .hint{margin:.25rem 0;color:#4d4d4d}
        .note{padding:1rem;border-left:.5rem solid #12436d}
        input[type=text],textarea{box-sizing:border-box;width:100%;padding:.4rem;font:inherit;border:2px solid #0b0c0c}
        input[type=radio],input[type=checkbox]{width:1.4rem;height:1.4rem;vertical-align:middle}
        fieldset div{margin:.5rem 0}
        button{padding:.6rem 1rem;font:inherit;font-weight:bold;color:#fff;background:#12436d;border:2px solid #12436d}
        :focus-visible{outline:3px solid #0b0c0c;outline-offset:2px;box-shadow:0 0 0 5px #ffdd00}
        @media print{.save{display:none}main{max-width:none}}
        """

    static let script = """

        (function () {
          "use strict";
          var block = document.getElementById("answers");
          var kept = JSON.parse(block.textContent);
          var fields = Array.prototype.slice.call(document.querySelectorAll("[data-path]"));
          var unsaved = false;
          function read(field) {
            if (field.tagName !== "FIELDSET") { return field.value; }
            return Array.prototype.slice.call(field.querySelectorAll("input"))
              .filter(function (box) { return box.checked && box.value !== ""; })
              .map(function (box) { return box.value; }).join("\\n");
          }
          function write(field) {
            if (field.tagName === "TEXTAREA") { field.defaultValue = field.value; return; }
            if (field.tagName === "INPUT") { field.setAttribute("value", field.value); return; }
            field.querySelectorAll("input").forEach(function (box) {
              if (box.checked) { box.setAttribute("checked", ""); } else { box.removeAttribute("checked"); }
            });
          }
          var last = fields.map(read);
          function keep() {
            fields.forEach(function (field, index) {
              var now = read(field);
              if (now === last[index]) { return; }
              last[index] = now;
              kept.answers[field.getAttribute("data-path")] = now;
              kept.saved = true;
              unsaved = true;
              write(field);
            });
            block.textContent = "\\n" + JSON.stringify(kept, null, 2).replace(/</g, "\\\\u003c") + "\\n";
          }
          function say(words) {
            document.querySelectorAll("[role=status]").forEach(function (place) { place.textContent = words; });
          }
          function save() {
            keep();
            kept.saved = true;
            block.textContent = "\\n" + JSON.stringify(kept, null, 2).replace(/</g, "\\\\u003c") + "\\n";
            say("");
            var page = "<!DOCTYPE html>\\n" + document.documentElement.outerHTML + "\\n";
            var link = document.createElement("a");
            link.href = URL.createObjectURL(new Blob([page], { type: "text/html;charset=utf-8" }));
            link.download = document.title.replace(/[^A-Za-z0-9 -]+/g, "").trim().replace(/ +/g, "-") + ".html";
            link.click();
            setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
            unsaved = false;
            say("A copy with your answers was saved among your downloads.");
          }
          document.addEventListener("input", keep);
          document.addEventListener("change", keep);
          document.querySelectorAll("[data-save]").forEach(function (button) {
            button.hidden = false;
            button.addEventListener("click", save);
          });
          window.addEventListener("beforeunload", function (event) {
            keep();
            if (unsaved) { event.preventDefault(); }
          });
        })();

        """
}
