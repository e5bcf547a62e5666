using System;
using Pedestal.Core.Lane.Parts;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Palm
{
    /// <summary>
    /// Starts the camera, polls it while nobody is there, and restarts it after a fault: at once, then after 1, 2, 4 ... 30
    /// seconds.
    /// </summary>
    public sealed class CameraCare
    {
        /// <summary>The camera's health.</summary>
        public CameraStatus Status = CameraStatus.NotStarted;

        /// <summary>Seconds between two polls.</summary>
        public const int PollSeconds = 20;

        const int FirstPauseMilliseconds = 1000;
        const int LongestPauseMilliseconds = 30000;
        readonly IPalmCamera _camera;
        readonly ICameraService _service;
        readonly IClock _clock;
        readonly Backoff _backoff;
        long _nextPoll;
        bool _started;

        /// <summary>Creates it for a camera that has not been started.</summary>
        public CameraCare(LaneParts parts)
        {
            _camera = parts.Camera;
            _service = parts.CameraService;
            _clock = parts.Clock;
            _backoff = new Backoff(parts.Clock, FirstPauseMilliseconds, LongestPauseMilliseconds);
        }

        /// <summary>Whether the camera works; tries to restart it when that is due. Blocks for the camera's timeouts.</summary>
        public bool Tend()
        {
            if (Status == CameraStatus.Ok)
            {
                Poll();
                return Status == CameraStatus.Ok;
            }

            if (!_backoff.IsOver)
            {
                return false;
            }

            Status = _started ? _camera.Recover() : _camera.Start();
            _started = true;
            if (Status == CameraStatus.Ok)
            {
                _backoff.Reset();
                return true;
            }

            _backoff.Fail();
            return false;
        }

        /// <summary>Lets the camera prepare for the next capture while nobody is being captured.</summary>
        public void Prepare()
        {
            _camera.Prepare();
        }

        /// <summary>Has pictures taken for an evaluation.</summary>
        public void Record(FrameRecorder recorder)
        {
            recorder.Take(_camera);
            if (recorder.Camera != CameraStatus.Ok)
            {
                Report(recorder.Camera);
            }
        }

        /// <summary>Detects a fault before the next guest comes. Costs as much as the check in a capture.</summary>
        void Poll()
        {
            var now = _clock.NowMicroseconds();
            if (_service == null || now < _nextPoll)
            {
                return;
            }

            _nextPoll = now + PollSeconds * 1000000L;
            var status = CheckLink();
            if (status != CameraStatus.Ok)
            {
                Report(status);
            }
        }

        CameraStatus CheckLink()
        {
            try
            {
                return _service.CheckLink();
            }
            catch (Exception)
            {
                return CameraStatus.NotResponding;
            }
        }

        /// <summary>Reports the status of a failed capture or poll.</summary>
        public void Report(CameraStatus status)
        {
            Status = status;
            _backoff.EndPause();
        }
    }
}
