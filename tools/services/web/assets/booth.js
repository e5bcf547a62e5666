// Loads a booth's screen again when it has something else to show, without taking the page away from under a finger or a screen reader.
(() => {
    "use strict";
    const pause = 1000, idle = 120000;
    let touched = Date.now();
    for (const kind of ["pointerdown", "keydown", "scroll"]) {
        addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
    }

    const look = async () => {
        const booth = document.getElementById("booth");
        try {
            const response = await fetch(location.href, { cache: "no-store" });
            const next = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("booth");
            if (next && next.dataset.step !== booth.dataset.step) {
                const isOver = booth.dataset.step.startsWith("Ended") && !next.dataset.step.startsWith("Ended");
                if (isOver) {
                    location.assign("/booth");
                    return;
                }
                booth.replaceWith(next);
            } else if (next && !booth.dataset.waits && Date.now() - touched > idle) {
                location.assign("/booth");
                return;
            }
        } catch {
            // The service restarts; the screen stays until it is back.
        }
        setTimeout(look, pause);
    };
    setTimeout(look, pause);
})();
