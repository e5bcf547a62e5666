using System.Security.Cryptography;
using Pedestal.Matching;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>What an enrolment is about.</summary>
enum EnrolmentGoal
{
    /// <summary>A new person, as far as is known.</summary>
    NewPerson,

    /// <summary>The other palm of a person of whom one is stored.</summary>
    OtherPalm,

    /// <summary>New samples of a person's palms, because the stored ones are old.</summary>
    Renewal,
}

/// <summary>
/// The samples of one unfinished enrolment, only in memory: the first half shows one palm, the second half the other.
/// </summary>
/// <param name="link">The link code that opened it.</param>
/// <param name="sampleCount">The number of samples of both palms.</param>
/// <param name="party">The party that vouches for the link code.</param>
/// <param name="eventKey">The event under whose key its samples are sealed; null for the store's key.</param>
/// <param name="consent">What the guest agreed to before the first sample was kept.</param>
sealed class PendingEnrolment(byte[] link, int sampleCount, string party, string? eventKey, Consent consent)
{
    /// <summary>The largest number of samples of both palms.</summary>
    public const int MaximumSamples = 12;

    readonly List<PendingSample> _first = [];
    readonly List<PendingSample> _second = [];

    /// <summary>The first palm's samples.</summary>
    public IReadOnlyList<PendingSample> First => _first;

    /// <summary>The other palm's samples.</summary>
    public IReadOnlyList<PendingSample> Second => _second;

    /// <summary>The palm that is shown now.</summary>
    public IReadOnlyList<PendingSample> Current => _second.Count > 0 ? _second : _first;

    /// <summary>The number of samples kept.</summary>
    public int Count => _first.Count + _second.Count;

    /// <summary>The number of samples that completes it.</summary>
    public int SampleCount => sampleCount;

    /// <summary>The number of samples of one palm.</summary>
    public int PerPalm => sampleCount / 2;

    /// <summary>The party that vouches for the link code.</summary>
    public string Party => party;

    /// <summary>The event under whose key its samples are sealed; null for the store's key.</summary>
    public string? EventKey => eventKey;

    /// <summary>What the guest agreed to before the first sample was kept.</summary>
    public Consent Consent => consent;

    /// <summary>The link code that opened it.</summary>
    public byte[] Link => link;

    /// <summary>What it is about.</summary>
    public EnrolmentGoal Goal { get; private set; }

    /// <summary>Whose palm it is about; null for a new person.</summary>
    public KnownPalm? Guest { get; private set; }

    /// <summary>The person who is enrolled with it, or was recognised; null while nobody is.</summary>
    public long? Person { get; set; }

    /// <summary>The time of the last request, in the clock's ticks.</summary>
    public long LastTouched { get; set; }

    /// <summary>Whether all samples of the first palm are kept.</summary>
    public bool HasFirstPalm => _first.Count == PerPalm;

    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => _second.Count == PerPalm;

    /// <summary>Whether a pedestal may ask for this number of samples: the same number of each palm.</summary>
    public static bool IsPossible(int sampleCount) =>
        sampleCount is >= 2 and <= MaximumSamples && sampleCount % 2 == 0;

    /// <summary>Whether it was opened with this link code.</summary>
    public bool IsUnder(byte[] other) => CryptographicOperations.FixedTimeEquals(link, other);

    /// <summary>Goes on about a person who is known.</summary>
    public void GoOnAbout(KnownPalm guest, EnrolmentGoal goal) => (Guest, Goal) = (guest, goal);

    /// <summary>Keeps a sample if its number, side and veins match the earlier ones.</summary>
    public Decision Add(MatchRequest request, EnrolmentSample sample)
    {
        var isFirst = request.Sample < PerPalm;
        var (palm, at) = isFirst ? (_first, request.Sample) : (_second, request.Sample - PerPalm);
        if (request.SampleCount != sampleCount || at > palm.Count || !FitsSide(request.Side, isFirst, at)
            || (!isFirst && !HasFirstPalm && Goal != EnrolmentGoal.OtherPalm))
        {
            return Decision.Refused;
        }

        // A number arrives again when the pedestal missed the reply or the guest started over.
        palm.RemoveRange(at, palm.Count - at);
        if (isFirst)
        {
            _second.Clear();
            (Guest, Goal) = at == 0 || Goal == EnrolmentGoal.OtherPalm ? (null, EnrolmentGoal.NewPerson) : (Guest, Goal);
        }

        if (!FitsVeins(palm, sample.Template))
        {
            return Decision.SampleRejected;
        }

        palm.Add(new PendingSample(sample));
        return Decision.SampleAccepted;
    }

    bool FitsSide(PalmSide side, bool isFirst, int at) => side != PalmSide.Unknown
        && ((isFirst && at == 0) || (_first.Count > 0 && side == _first[0].Sample.Side == isFirst));

    // For a palm's first sample only one check is possible: that it is not the other palm again.
    bool FitsVeins(List<PendingSample> palm, VeinTemplate template) => palm.Count > 0
        ? palm.Any(kept => PalmComparer.IsSamePalm(kept.Sample.Template, template))
        : !_first.Any(kept => PalmComparer.IsSamePalm(kept.Sample.Template, template));
}
