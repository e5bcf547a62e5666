// Connects a page to its process. A page that is open while the process restarts loads again by itself as soon as it is back.
(() => {
    const banner = document.getElementById("connection");

    async function reloadWhenBack() {
        for (;;) {
            await new Promise(resolve => setTimeout(resolve, 1000));
            try {
                if ((await fetch("/alive", { cache: "no-store" })).ok) {
                    location.reload();
                    return;
                }
            } catch {
                // Not back yet.
            }
        }
    }

    let isLost = false;
    Blazor.start({
        circuit: {
            configureSignalR: builder => builder.withServerTimeout(20000).withKeepAliveInterval(5000),
            reconnectionHandler: {
                onConnectionDown: () => {
                    if (!isLost) {
                        isLost = true;
                        banner.hidden = false;
                        reloadWhenBack();
                    }
                },
                onConnectionUp: () => { },
            },
        },
    });
})();
