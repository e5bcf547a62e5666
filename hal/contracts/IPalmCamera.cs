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
        /// <param name="leftFollows">
        /// Whether a frame under the left bank is to follow. The camera begins to expose it by itself, with that bank on;
        /// <see cref="CaptureLeft"/> or <see cref="EndExposure"/> must follow within about 100 ms.
        /// </param>
        CameraStatus Capture(PalmFrame frame, bool leftFollows);

        /// <summary>
        /// Takes the frame under the left bank of LEDs that the last capture announced. The LEDs are off when it returns.
        /// </summary>
        /// <param name="frame">Receives it.</param>
        /// <param name="rows">How many rows from the top are needed, 1 to 128; those below need not be read.</param>
        CameraStatus CaptureLeft(PalmFrame frame, int rows);

        /// <summary>Turns the LEDs off after a capture whose frame under the left bank is not needed.</summary>
        void EndExposure();

        /// <summary>Brings a failed camera back: a reset first, then a power cycle, then <see cref="Start"/>.</summary>
        CameraStatus Recover();
    }
}
