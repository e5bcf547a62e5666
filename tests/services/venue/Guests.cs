using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>Guests by number: the palms are always the same, and every capture differs.</summary>
static class Guests
{
    public static byte[] Capture(int guest, PalmSide side, int capture) =>
        TestTemplates.Capture(TestTemplates.Palm(1000 * guest + (int)side), 1000 * guest + 100 * (int)side + capture);

    /// <summary>A fresh capture as a lane takes it: never an enrolled one, and never the same twice.</summary>
    public static byte[] Probe(int guest, PalmSide side = PalmSide.Right) =>
        TestTemplates.Capture(TestTemplates.Palm(1000 * guest + (int)side), Interlocked.Increment(ref _captures));

    /// <summary>A capture that differs from every other as if the palm had been lifted in between.</summary>
    public static byte[] Lifted(int guest) =>
        TestTemplates.Capture(TestTemplates.Palm(1000 * guest + (int)PalmSide.Right), Interlocked.Increment(ref _captures), 0.1);

    static int _captures = 1_000_000;
}

/// <summary>Fresh request ids.</summary>
static class RequestIds
{
    static ulong _last = 1000;

    /// <summary>A fresh seed.</summary>
    public static int Seed() => (int)Next();

    public static ulong Next() => Interlocked.Increment(ref _last);
}
