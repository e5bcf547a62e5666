using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>
    /// Looks at the palm until a look is good or the budget allows no more; the best look counts. A palm that moved from
    /// one look to the next is not used at all.
    /// </summary>
    public sealed class PalmBurst
    {
        /// <summary>The last look.</summary>
        public readonly PalmLook Look;

        readonly IClock _clock;
        readonly LaneSettings _settings;
        readonly byte[] _other = new byte[TemplateFormat.Length];

        /// <summary>Creates one.</summary>
        public PalmBurst(LaneParts parts, LaneSettings settings)
        {
            Look = new PalmLook(parts);
            _clock = parts.Clock;
            _settings = settings;
        }

        /// <summary>Looks; true when the template is written.</summary>
        public bool Take(byte[] template, LatencyLedger ledger)
        {
            if (!Look.Take(template, ledger))
            {
                return false;
            }

            for (var looks = 1; looks < _settings.BurstLooks && IsWorthAnother(template, ledger); looks++)
            {
                if (!Look.Take(_other, ledger))
                {
                    // What one look has is enough; only a hand in motion spoils it.
                    Look.Camera = CameraStatus.Ok;
                    Look.Extraction = ExtractionStatus.Ok;
                    break;
                }

                if (HasMoved(template, _other))
                {
                    Look.Extraction = ExtractionStatus.Moving;
                    System.Array.Clear(template, 0, template.Length);
                }
                else if (_other[TemplateFormat.QualityOffset] > template[TemplateFormat.QualityOffset])
                {
                    System.Array.Copy(_other, template, template.Length);
                }

                System.Array.Clear(_other, 0, _other.Length);
                if (Look.Extraction != ExtractionStatus.Ok)
                {
                    return false;
                }
            }

            return true;
        }

        bool IsWorthAnother(byte[] template, LatencyLedger ledger)
        {
            return template[TemplateFormat.QualityOffset] < _settings.GoodQuality
                && ledger.RemainingMilliseconds(_clock.NowMicroseconds()) >= _settings.AnotherLookMilliseconds;
        }

        bool HasMoved(byte[] first, byte[] second)
        {
            var x = first[TemplateFormat.CentreOffset] - second[TemplateFormat.CentreOffset];
            var y = first[TemplateFormat.CentreOffset + 1] - second[TemplateFormat.CentreOffset + 1];
            return x * x + y * y > _settings.StillPixels * _settings.StillPixels;
        }
    }
}
