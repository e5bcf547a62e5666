namespace Pedestal.Hal
{
    /// <summary>The palm camera as the lane sees it. No call hangs: each returns within its own time-outs.</summary>
    public interface IPalmCamera
    {
        /// <summary>Powers, identifies and configures the camera; must succeed before the first capture.</summary>
        CameraStatus Start();

        /// <summary>
        /// Keeps a dark frame ready, so that the next capture is shorter; a lit frame that the camera still holds is overwritten.
        /// Returns within 10 ms; to be called about every 10 ms while nobody is captured, and when an attempt ends.
        /// </summary>
        void Prepare();

        /// <summary>
        /// Takes a frame under both banks of LEDs and a dark one. On anything but <see cref="CameraStatus.Ok"/> the frame is not usable.
        /// </summary>
        /// <param name="frame">Receives both.</param>
        /// <param name="next">
        /// What the camera then begins to expose by itself, with the LEDs on. After <see cref="NextPicture.Left"/> must follow <see
        /// cref="CaptureLeft"/> or <see cref="EndExposure"/> within about 100 ms; after <see cref="NextPicture.Both"/>, which a camera
        /// may not be able to, what follows <see cref="CaptureLeft"/> with another.
        /// </param>
        CameraStatus Capture(PalmFrame frame, NextPicture next);

        /// <summary>
        /// Takes the frame under the left bank of LEDs of the last capture.
        /// </summary>
        /// <param name="frame">Receives it.</param>
        /// <param name="rows">How many rows from the top are needed, 1 to 128; those below need not be read.</param>
        /// <param name="anotherFollows">
        /// Whether the camera begins, if it can, to expose for another capture of the same palm, which then takes only the rest. Until
        /// that, <see cref="EndExposure"/> or <see cref="Prepare"/>, call <see cref="TendExposure"/> about every 10 ms. Otherwise the
        /// LEDs are off when it returns.
        /// </param>
        CameraStatus CaptureLeft(PalmFrame frame, int rows, bool anotherFollows);

        /// <summary>Turns the LEDs off if what was exposed for another capture is complete; returns within 1 ms.</summary>
        void TendExposure();

        /// <summary>Turns the LEDs off after a capture whose other frames are not needed.</summary>
        void EndExposure();

        /// <summary>Brings a failed camera back: a reset first, then a power cycle, then <see cref="Start"/>.</summary>
        CameraStatus Recover();
    }
}
