using System;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// A camera whose driver may throw: an exception counts as a camera that does not respond, and is handled the same way.
    /// </summary>
    public sealed class GuardedCamera : IPalmCamera
    {
        readonly IPalmCamera _camera;

        /// <summary>Guards a camera.</summary>
        public GuardedCamera(IPalmCamera camera)
        {
            _camera = camera;
        }

        /// <inheritdoc/>
        public CameraStatus Start()
        {
            try
            {
                return _camera.Start();
            }
            catch (Exception)
            {
                return CameraStatus.NotResponding;
            }
        }

        /// <inheritdoc/>
        public void Prepare()
        {
            try
            {
                _camera.Prepare();
            }
            catch (Exception)
            {
                // The next capture reports the fault.
            }
        }

        /// <inheritdoc/>
        public CameraStatus Capture(PalmFrame frame, NextPicture next)
        {
            try
            {
                return _camera.Capture(frame, next);
            }
            catch (Exception)
            {
                return CameraStatus.NotResponding;
            }
        }

        /// <inheritdoc/>
        public CameraStatus CaptureLeft(PalmFrame frame, int rows, bool anotherFollows)
        {
            try
            {
                return _camera.CaptureLeft(frame, rows, anotherFollows);
            }
            catch (Exception)
            {
                return CameraStatus.NotResponding;
            }
        }

        /// <inheritdoc/>
        public void TendExposure()
        {
            try
            {
                _camera.TendExposure();
            }
            catch (Exception)
            {
                // The next capture finds out.
            }
        }

        /// <inheritdoc/>
        public void EndExposure()
        {
            try
            {
                _camera.EndExposure();
            }
            catch (Exception)
            {
                // The next capture finds out.
            }
        }

        /// <inheritdoc/>
        public CameraStatus Recover()
        {
            try
            {
                return _camera.Recover();
            }
            catch (Exception)
            {
                return CameraStatus.NotResponding;
            }
        }
    }
}
