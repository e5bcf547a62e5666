namespace Pedestal.Hal
{
    /// <summary>The palm camera as the lane sees it. No call hangs: each returns within its own time-outs.</summary>
    public interface IPalmCamera
    {
        /// <summary>Powers, identifies and configures the camera; must succeed before the first capture.</summary>
        CameraStatus Start();

        /// <summary>
        /// Keeps a dark frame ready in the camera, so that the next capture is shorter; a lit frame that the camera still holds is
        /// overwritten. Returns at once; to be called about every 10 ms while nobody is captured, and when an attempt ends.
        /// </summary>
        void Prepare();

        /// <summary>Takes a lit and a dark frame. On anything but <see cref="CameraStatus.Ok"/> the frame is not usable.</summary>
        /// <param name="frame">Receives both.</param>
        /// <param name="another">
        /// Whether the palm may be captured again at once, into the same frame, whose dark part must stay unchanged until then.
        /// The camera begins to expose that by itself where it can; <see cref="EndExposure"/> must follow within about 100 ms.
        /// </param>
        CameraStatus Capture(PalmFrame frame, bool another);

        /// <summary>
        /// Turns the LEDs off after a capture that another may follow. Waits for the exposure if it is not over, at most 67 ms with a
        /// camera that works.
        /// </summary>
        void EndExposure();

        /// <summary>Brings a failed camera back: a reset first, then a power cycle, then <see cref="Start"/>.</summary>
        CameraStatus Recover();
    }
}
