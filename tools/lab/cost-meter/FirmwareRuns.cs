using System.Reflection;
using Pedestal.Hal.Host;

namespace Pedestal.CostMeter;

/// <summary>Runs the metered firmware: extraction, and the sealed request and reply.</summary>
public sealed class FirmwareRuns
{
    const int TemplateBytes = 528;
    const string Protocol = "Pedestal.Protocol.";

    readonly MethodInfo _extract;
    readonly MethodInfo _checkLiveness;
    readonly object _extractor;

    /// <summary>Meters the firmware in the tool's output folder.</summary>
    public FirmwareRuns()
    {
        var folder = AppContext.BaseDirectory;
        Code = new MeteredCode("Pedestal.Vein.Extractor",
            Path.Combine(folder, "Pedestal.Vein.dll"), Path.Combine(folder, "Pedestal.Protocol.dll"));
        Meter = new Meter(Code.Map);
        StartUp = Meter.Measure(() => Code.Create("Pedestal.Vein.Extractor"));
        _extractor = StartUp.Result!;
        _extract = _extractor.GetType().GetMethod("Extract", [typeof(byte[]), typeof(byte[]), typeof(int), typeof(byte[])])!;
        _checkLiveness = _extractor.GetType().GetMethod("CheckLiveness")!;
    }

    /// <summary>The metered firmware.</summary>
    public MeteredCode Code { get; }

    /// <summary>Cost of creating the extractor with its buffers.</summary>
    public Reading StartUp { get; }

    Meter Meter { get; }

    /// <summary>
    /// Extracts one capture, in which the LEDs' light is given in 64ths of the usual one; the reading's result is the status.
    /// </summary>
    public Reading Extract(byte[] lit, byte[] dark, out byte[] template, int light64 = Vein.Parameters.UsualLight64)
    {
        var arguments = new object[] { lit, dark, light64, template = new byte[TemplateBytes] };
        return Meter.Measure(() =>
            _extract.Invoke(_extractor, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    /// <summary>Checks the capture extracted last for a living hand; the reading's result is the status.</summary>
    public Reading CheckLiveness(byte[] lit, byte[] left, byte[] dark)
    {
        var arguments = new object[] { lit, left, dark };
        return Meter.Measure(() =>
            _checkLiveness.Invoke(_extractor, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    /// <summary>Seals a match request and reads its reply; returns each step with its name.</summary>
    public IReadOnlyList<(string Step, Reading Reading)> RequestAndReply()
    {
        dynamic key = Code.Create(Protocol + "DeviceKey", new byte[48]);
        dynamic envelope = Code.Create(Protocol + "Envelope", new HostCipher());
        dynamic request = Code.Create("Pedestal.Vein.MatchRequest");
        dynamic reply = Code.Create(Protocol + "MatchReply");
        var body = new byte[4 + 16 + TemplateBytes];
        var replyBody = new byte[Pedestal.Protocol.MatchReply.Length];
        replyBody[0] = 1;
        byte[] message = envelope.Seal(key, replyBody);

        // Tables are created at first use and kept.
        reply.Read(replyBody);
        return
        [
            ("MatchRequest.Write", Meter.Measure(() => { request.Write(body); return null; })),
            ("Envelope.Seal", Meter.Measure(() => envelope.Seal(key, body))),
            ("Envelope.Open", Meter.Measure(() => envelope.Open(key, message))),
            ("MatchReply.Read", Meter.Measure(() => reply.Read(envelope.Body))),
        ];
    }
}
