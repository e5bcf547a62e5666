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

    // Reads a code with the telephone's camera, where the browser can.
    let camera = null;
    window.pedestal = {
        canScan: () => "BarcodeDetector" in window && !!navigator.mediaDevices?.getUserMedia,
        scan: async (video, page) => {
            camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
            video.srcObject = camera;
            video.play().catch(() => { });
            const detector = new BarcodeDetector();
            while (camera) {
                const [found] = await detector.detect(video).catch(() => []);
                if (found) {
                    pedestal.stopScan();
                    await page.invokeMethodAsync("ScannedAsync", found.rawValue);
                    return;
                }
                await new Promise(resolve => setTimeout(resolve, 150));
            }
        },
        stopScan: () => {
            camera?.getTracks().forEach(track => track.stop());
            camera = null;
        },
        save: (name, type, text) => {
            const link = document.createElement("a");
            link.href = URL.createObjectURL(new Blob([text], { type }));
            link.download = name;
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 1000);
        },
    };

    let isLost = false;
    Blazor.start({
        circuit: {
            configureSignalR: builder => builder.withServerTimeout(60000).withKeepAliveInterval(5000),
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
