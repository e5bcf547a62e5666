using Pedestal.Core.Lane.Parts;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Vein;

namespace Pedestal.Season;

/// <summary>The pedestal's parts, each with its faults; pictures and extraction are stood in for by their results.</summary>
sealed class Hardware(VirtualClock clock, Random random) : IPalmCamera, ITemplateExtractor, IPresenceSensor, IGate,
    IIndicator
{
    const int CaptureMicroseconds = 90_000;
    const int StuckMillimetres = 90;
    static readonly CameraStatus[] Failures =
    [
        CameraStatus.Wedged, CameraStatus.BusCorrupted, CameraStatus.WrongFifoLength, CameraStatus.CaptureTimeout,
        CameraStatus.NotResponding,
    ];

    static readonly ExtractionStatus[] Unusable =
        [.. Enum.GetValues<ExtractionStatus>().Where(status => status != ExtractionStatus.Ok)];

    /// <summary>What is wrong now.</summary>
    public Fault? Fault { get; set; }

    /// <summary>Distance of the guest's hand, millimetres, or <see cref="Presence.Nothing"/>.</summary>
    public int Hand { get; set; } = Presence.Nothing;

    /// <summary>How often the gate was opened.</summary>
    public int Openings { get; private set; }

    /// <inheritdoc/>
    public int Confirmations { get; private set; }

    public int Passages => 0;

    /// <inheritdoc/>
    public bool IsPulled => Fault != Season.Fault.Gate && Pulse.IsOn();

    /// <inheritdoc/>
    public GatePulse Pulse { get; } = new(clock);

    /// <summary>What the ring shows.</summary>
    public Indication Shown { get; private set; }

    CameraStatus IPalmCamera.Start() => Attempt();

    CameraStatus IPalmCamera.Recover() => Attempt();

    void IPalmCamera.Prepare() => Attempt();

    CameraStatus IPalmCamera.Capture(PalmFrame frame)
    {
        clock.Advance(CaptureMicroseconds);
        return Attempt();
    }

    ExtractionStatus ITemplateExtractor.Extract(PalmFrame frame, byte[] template)
    {
        // A guest's first looks are often not usable either.
        if (Fault == Season.Fault.Looks || random.Next(4) == 0)
        {
            return Unusable[random.Next(Unusable.Length)];
        }

        template[TemplateFormat.QualityOffset] = (byte)random.Next(101);
        template[TemplateFormat.CentreOffset] = (byte)random.Next(60, 68);
        return ExtractionStatus.Ok;
    }

    int IPresenceSensor.ReadMillimetres() => Fault switch
    {
        Season.Fault.PresenceSilent => Presence.Failed,
        Season.Fault.PresenceStuck => StuckMillimetres,
        _ => Hand,
    };

    void IGate.Open() => Pull();

    void IGate.Hold() => Pull();

    void IGate.Release()
    {
    }

    void IIndicator.Show(Indication indication) => Shown = indication;

    void Pull()
    {
        Pulse.Begin();
        Openings++;
        Confirmations += Fault == Season.Fault.Gate ? 0 : 1;
    }

    CameraStatus Attempt() => Fault switch
    {
        Season.Fault.Camera => Failures[random.Next(Failures.Length)],
        Season.Fault.CameraThrows => throw new InvalidOperationException("The bus does not answer."),
        _ => CameraStatus.Ok,
    };
}
