namespace Pedestal.Fuzz;

/// <summary>A parser of bytes that come from outside.</summary>
/// <param name="Name">Its name on the command line, and the folder of its corpus.</param>
/// <param name="Take">
/// Parses the bytes. It returns, or throws one of <paramref name="Refusals"/>; anything else is a fault, and so is taking too
/// long.
/// </param>
/// <param name="Seeds">Valid inputs to start from.</param>
/// <param name="Refusals">The exceptions documented for invalid input.</param>
public sealed record FuzzTarget(string Name, Action<byte[]> Take, byte[][] Seeds, params Type[] Refusals)
{
    /// <summary>Words that the parser knows, inserted at random.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Feeds it an input. Returns an undocumented exception, or null.</summary>
    public Exception? FaultOf(byte[] input)
    {
        try
        {
            // A copy, because an input that is kept must be unchanged.
            Take([.. input]);
            return null;
        }
        catch (Exception e)
        {
            return Refusals.Any(refusal => refusal.IsInstanceOfType(e)) ? null : e;
        }
    }

    /// <summary>Checks a property of accepted input.</summary>
    /// <exception cref="BrokenPromiseException">The property does not hold.</exception>
    public static void Promise(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(what);
        }
    }
}

/// <summary>A parser accepted invalid input, or changed what it accepted.</summary>
public sealed class BrokenPromiseException(string what) : Exception(what);
