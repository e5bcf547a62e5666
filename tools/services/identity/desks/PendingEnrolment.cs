using System.Security.Cryptography;
using Pedestal.Matching;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// The samples of one unfinished enrolment, only in memory: the first half shows one palm, the second half the other.
/// </summary>
sealed class PendingEnrolment(byte[] link, int sampleCount, Consent consent)
{
    /// <summary>The largest number of samples of both palms.</summary>
    public const int MaximumSamples = 12;

    readonly List<EnrolmentSample> _samples = [];

    /// <summary>The samples kept.</summary>
    public IReadOnlyList<EnrolmentSample> Samples => _samples;

    /// <summary>The number of samples that completes it.</summary>
    public int SampleCount => sampleCount;

    /// <summary>What the guest agreed to before the first sample was kept.</summary>
    public Consent Consent => consent;

    /// <summary>The time of the last request, in the clock's ticks.</summary>
    public long LastTouched { get; set; }

    /// <summary>Whether all samples of both palms are kept.</summary>
    public bool IsComplete => _samples.Count == sampleCount;

    /// <summary>Whether a pedestal may ask for this number of samples: the same number of each palm.</summary>
    public static bool IsPossible(int sampleCount) =>
        sampleCount is >= 2 and <= MaximumSamples && sampleCount % 2 == 0;

    /// <summary>Whether it was opened with this link code.</summary>
    public bool IsUnder(byte[] other) => CryptographicOperations.FixedTimeEquals(link, other);

    /// <summary>Keeps a sample if its number, side and veins match the earlier ones.</summary>
    public Decision Add(MatchRequest request, VeinTemplate template)
    {
        if (request.SampleCount != sampleCount || request.Sample > _samples.Count || !FitsSide(request))
        {
            return Decision.Refused;
        }

        // A number arrives again when the pedestal missed the reply or the guest started over.
        _samples.RemoveRange(request.Sample, _samples.Count - request.Sample);
        if (!FitsVeins(request.Side, template))
        {
            return Decision.SampleRejected;
        }

        _samples.Add(new EnrolmentSample(request.Side, [.. request.Template], template));
        return Decision.SampleAccepted;
    }

    bool FitsSide(MatchRequest request)
    {
        if (request.Side == PalmSide.Unknown)
        {
            return false;
        }

        var isFirstPalm = request.Sample < sampleCount / 2;
        return request.Sample == 0 || request.Side == _samples[0].Side == isFirstPalm;
    }

    // For a palm's first sample only one check is possible: that it is not the other palm again.
    bool FitsVeins(PalmSide side, VeinTemplate template)
    {
        var samePalm = _samples.Where(s => s.Side == side).ToList();
        return samePalm.Count > 0
            ? samePalm.Any(s => PalmComparer.IsSamePalm(s.Template, template))
            : !_samples.Any(s => PalmComparer.IsSamePalm(s.Template, template));
    }
}
