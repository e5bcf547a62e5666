using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Palm
{
    /// <summary>
    /// Captures a palm until a template is good or the budget allows no more; the best one is used. If the palm moved between
    /// two captures, none is used.
    /// </summary>
    public sealed class CaptureBurst
    {
        readonly PalmCapture _capture;
        readonly IClock _clock;
        readonly LaneSettings _settings;
        readonly byte[] _other = new byte[TemplateFormat.Length];

        /// <summary>Takes the captures of an attempt.</summary>
        public CaptureBurst(IClock clock, LaneSettings settings, PalmCapture capture)
        {
            _capture = capture;
            _clock = clock;
            _settings = settings;
        }

        /// <summary>Captures; true if the template is written. A palm that may not move is the one captured before, or none.</summary>
        public bool Take(byte[] template, LatencyLedger ledger, bool mayMove)
        {
            if (!_capture.Take(template, ledger, mayMove))
            {
                return false;
            }

            for (var captures = 1; captures < _settings.BurstCaptures && IsWorthAnother(template, ledger); captures++)
            {
                var isTaken = _capture.Take(_other, ledger, false);
                if (isTaken && _other[TemplateFormat.QualityOffset] > template[TemplateFormat.QualityOffset])
                {
                    System.Array.Copy(_other, template, template.Length);
                }

                System.Array.Clear(_other, 0, _other.Length);
                if (isTaken)
                {
                    continue;
                }

                if (_capture.Extraction == ExtractionStatus.Moving)
                {
                    System.Array.Clear(template, 0, template.Length);
                    return false;
                }

                // One usable capture is enough; only a moving hand spoils it.
                _capture.Camera = CameraStatus.Ok;
                _capture.Extraction = ExtractionStatus.Ok;
                break;
            }

            return true;
        }

        bool IsWorthAnother(byte[] template, LatencyLedger ledger)
        {
            return template[TemplateFormat.QualityOffset] < _settings.GoodQuality
                && ledger.RemainingMilliseconds(_clock.NowMicroseconds()) >= _settings.AnotherCaptureMilliseconds;
        }
    }
}
