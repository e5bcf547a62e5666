using Pedestal.Core.Lane.Parts;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Vein;

namespace Pedestal.Season;

/// <summary>The pedestal's parts with their faults; capture and extraction are replaced by their results.</summary>
sealed class Hardware(VirtualClock clock, Random random) : IPalmCamera, ITemplateExtractor, IPresenceSensor, IGate,
    IIndicator
{
    const int CaptureMicroseconds = 90_000;
    const int StuckMillimetres = 90;
    static readonly CameraStatus[] CameraFaults =
    [
        CameraStatus.Wedged, CameraStatus.BusCorrupted, CameraStatus.WrongFifoLength, CameraStatus.CaptureTimeout,
        CameraStatus.NotResponding,
    ];

    static readonly ExtractionStatus[] Unusable =
        [.. Enum.GetValues<ExtractionStatus>().Where(status => status is not (ExtractionStatus.Ok or ExtractionStatus.TooBrightHere or ExtractionStatus.NoPulse))];

    /// <summary>The present fault; null for none.</summary>
    public Fault? Fault
    {
        get => Turnstile.Fault;
        set => Turnstile.Fault = value;
    }

    /// <summary>The turnstile on the gate's contact.</summary>
    public Turnstile Turnstile { get; } = new(clock, random);

    /// <summary>Distance of the guest's hand, millimetres; <see cref="Presence.Nothing"/> for none.</summary>
    public int Hand { get; set; } = Presence.Nothing;

    /// <summary>How often the gate was opened.</summary>
    public int Openings { get; private set; }

    /// <inheritdoc/>
    public int Confirmations { get; private set; }

    /// <inheritdoc/>
    public int Passages => Turnstile.Reported;

    /// <inheritdoc/>
    public bool IsPulled => Fault != Season.Fault.Gate && Pulse.IsOn();

    /// <inheritdoc/>
    public GatePulse Pulse { get; } = new(clock);

    /// <summary>The indication on the ring.</summary>
    public Indication Shown { get; private set; }

    CameraStatus IPalmCamera.Start() => Operate();

    CameraStatus IPalmCamera.Recover() => Operate();

    void IPalmCamera.Prepare() => Operate();

    void IPalmCamera.TendExposure() => Operate();

    void IPalmCamera.EndExposure() => Operate();

    CameraStatus IPalmCamera.Capture(PalmFrame frame, NextPicture next)
    {
        clock.Advance(CaptureMicroseconds);
        return Operate();
    }

    CameraStatus IPalmCamera.CaptureLeft(PalmFrame frame, int rows, bool anotherFollows) => Operate();

    int ITemplateExtractor.LivenessRows => PalmFrame.Side;

    ExtractionStatus ITemplateExtractor.CheckLiveness(PalmFrame frame) => ExtractionStatus.Ok;

    void ITemplateExtractor.Wipe()
    {
    }

    ExtractionStatus ITemplateExtractor.Extract(PalmFrame frame, byte[] template)
    {
        // Some captures are unusable even without a fault.
        if (Fault == Season.Fault.UnusableCaptures || random.Next(4) == 0)
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

    void IIndicator.Show(Indication indication, int count) => Shown = indication;

    void Pull()
    {
        Pulse.Begin();
        Openings++;
        if (Fault != Season.Fault.Gate)
        {
            Confirmations++;
            Turnstile.Unlock();
        }
    }

    CameraStatus Operate() => Fault switch
    {
        Season.Fault.Camera => CameraFaults[random.Next(CameraFaults.Length)],
        Season.Fault.CameraThrows => throw new InvalidOperationException("The bus does not respond."),
        _ => CameraStatus.Ok,
    };
}
