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

        /// <summary>Captures; true if the template is written.</summary>
        public bool Take(byte[] template, LatencyLedger ledger)
        {
            if (!_capture.Take(template, ledger, true))
            {
                return false;
            }

            for (var captures = 1; captures < _settings.BurstCaptures && IsWorthAnother(template, ledger); captures++)
            {
                // The first capture has shown that the hand is alive, and it has not moved since.
                if (!_capture.Take(_other, ledger, false))
                {
                    // One usable capture is enough; only a moving hand spoils it.
                    _capture.Camera = CameraStatus.Ok;
                    _capture.Extraction = ExtractionStatus.Ok;
                    break;
                }

                if (HasMoved(template, _other))
                {
                    _capture.Extraction = ExtractionStatus.Moving;
                    System.Array.Clear(template, 0, template.Length);
                }
                else if (_other[TemplateFormat.QualityOffset] > template[TemplateFormat.QualityOffset])
                {
                    System.Array.Copy(_other, template, template.Length);
                }

                System.Array.Clear(_other, 0, _other.Length);
                if (_capture.Extraction != ExtractionStatus.Ok)
                {
                    return false;
                }
            }

            return true;
        }

        bool IsWorthAnother(byte[] template, LatencyLedger ledger)
        {
            return template[TemplateFormat.QualityOffset] < _settings.GoodQuality
                && ledger.RemainingMilliseconds(_clock.NowMicroseconds()) >= _settings.AnotherCaptureMilliseconds;
        }

        bool HasMoved(byte[] first, byte[] second)
        {
            var x = first[TemplateFormat.CentreOffset] - second[TemplateFormat.CentreOffset];
            var y = first[TemplateFormat.CentreOffset + 1] - second[TemplateFormat.CentreOffset + 1];
            return x * x + y * y > _settings.StillPixels * _settings.StillPixels;
        }
    }
}
