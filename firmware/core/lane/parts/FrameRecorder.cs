using Pedestal.Hal;

namespace Pedestal.Core.Lane.Parts
{
    /// <summary>
    /// One capture for an evaluation: the console wants it, the lane takes it when a palm is there, the console sends it sealed and
    /// forgets it.
    /// </summary>
    public sealed class FrameRecorder
    {
        /// <summary>Its pictures, from <see cref="IsTaken"/> to <see cref="Forget"/>.</summary>
        public readonly PalmFrame Frame;

        /// <summary>Uses a frame in which nothing is kept otherwise.</summary>
        public FrameRecorder(PalmFrame frame)
        {
            Frame = frame;
        }

        /// <summary>Whether a capture is to be taken of the next palm.</summary>
        public bool IsWanted { get; private set; }

        /// <summary>Whether it was taken, or the camera failed; see <see cref="Camera"/>.</summary>
        public bool IsTaken { get; private set; }

        /// <summary>The camera's status of the capture.</summary>
        public CameraStatus Camera { get; private set; }

        /// <summary>A capture of the next palm is wanted; an earlier one is wiped.</summary>
        public void Want()
        {
            Forget();
            IsWanted = true;
        }

        /// <summary>Takes all three pictures, whatever they show: an evaluation counts those without a template too.</summary>
        internal void Take(IPalmCamera camera)
        {
            IsWanted = false;
            Camera = camera.Capture(Frame, NextPicture.Left);
            if (Camera == CameraStatus.Ok)
            {
                Camera = camera.CaptureLeft(Frame, PalmFrame.Side, false);
            }

            if (Camera != CameraStatus.Ok)
            {
                Forget();
            }

            IsTaken = true;
        }

        /// <summary>Wipes the pictures; no capture is wanted.</summary>
        public void Forget()
        {
            IsWanted = false;
            IsTaken = false;
            System.Array.Clear(Frame.Lit, 0, PalmFrame.Length);
            System.Array.Clear(Frame.Left, 0, PalmFrame.Length);
            System.Array.Clear(Frame.Dark, 0, PalmFrame.Length);
        }
    }
}
