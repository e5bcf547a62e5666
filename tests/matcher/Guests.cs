using Pedestal.Core.Protocol;
using Pedestal.Identity.Tests;

namespace Pedestal.Matcher.Tests;

/// <summary>Guests by number: their palms are always the same, every capture differs.</summary>
static class Guests
{
    public static byte[] Capture(int guest, PalmSide side, int capture) =>
        TestTemplates.Capture(TestTemplates.Palm(1000 * guest + (int)side), 1000 * guest + 100 * (int)side + capture);

    /// <summary>A capture as at the gate: not one of those enrolled with.</summary>
    public static byte[] Probe(int guest, PalmSide side = PalmSide.Right) => Capture(guest, side, 50);
}

/// <summary>Fresh request ids.</summary>
static class RequestIds
{
    static ulong _last = 1000;

    public static ulong Next() => Interlocked.Increment(ref _last);
}
