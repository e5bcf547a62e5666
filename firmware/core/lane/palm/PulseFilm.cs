using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Hal;
using Pedestal.Vein;
using Pedestal.Vein.Liveness;

namespace Pedestal.Core.Lane.Palm
{
    /// <summary>
    /// Films a palm that was just captured and looks for its pulse, about eight pictures a second, one for each turn of the lane at
    /// most. What is found holds for that palm as long as it does not move.
    /// </summary>
    sealed class PulseFilm
    {
        // The camera exposes the next picture in less, so that the LEDs are off between any two.
        const int PauseMicroseconds = 80000;
        readonly IClock _clock;
        readonly PulseMeter _meter = new PulseMeter();
        long _last;

        /// <summary>Starts without a film.</summary>
        internal PulseFilm(LaneParts parts)
        {
            _clock = parts.Clock;
        }

        /// <summary>Whether a palm is being filmed.</summary>
        internal bool IsRunning { get; private set; }

        /// <summary>Whether the palm that was filmed has a pulse.</summary>
        internal bool IsFound { get; private set; }

        /// <summary>Begins with the palm of a template.</summary>
        internal void Begin(byte[] template)
        {
            _last = _clock.NowMicroseconds();
            _meter.Begin(template[TemplateFormat.CentreOffset], template[TemplateFormat.CentreOffset + 1], (int)(_last / 1000));
            IsRunning = true;
            IsFound = false;
        }

        /// <summary>
        /// Goes on; false once the film is over. The capture then has the status of the camera, and whether there is a pulse or the reason
        /// why not.
        /// </summary>
        internal bool GoOn(PalmCapture capture)
        {
            capture.TendExposure();
            if (_clock.NowMicroseconds() - _last < PauseMicroseconds)
            {
                return true;
            }

            var isTaken = capture.Film(_meter);
            _last = _clock.NowMicroseconds();
            if (isTaken && !_meter.IsComplete((int)(_last / 1000)))
            {
                return true;
            }

            IsRunning = false;
            if (isTaken)
            {
                _meter.Measure();
                capture.Extraction = PulseValidator.Judge(_meter);
                IsFound = capture.Extraction == ExtractionStatus.Ok;
            }

            _meter.Wipe();
            return false;
        }

        /// <summary>The palm is gone, asked about, or another one.</summary>
        internal void Forget()
        {
            IsRunning = false;
            IsFound = false;
        }
    }
}
