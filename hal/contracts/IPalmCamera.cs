namespace Pedestal.Hal
{
    /// <summary>The palm camera as the lane sees it. No call hangs: each returns within its own time-outs.</summary>
    public interface IPalmCamera
    {
        /// <summary>Powers, identifies and configures the camera; must succeed before the first capture.</summary>
        CameraStatus Start();

        /// <summary>
        /// Keeps a dark frame ready in the camera, so that the next capture is shorter. Returns at once; to be called about every
        /// 10 ms while nobody is captured.
        /// </summary>
        void Prepare();

        /// <summary>Takes a lit and a dark frame. On anything but <see cref="CameraStatus.Ok"/> the frame is not usable.</summary>
        CameraStatus Capture(PalmFrame frame);

        /// <summary>Brings a failed camera back: a reset first, then a power cycle, then <see cref="Start"/>.</summary>
        CameraStatus Recover();
    }
}
