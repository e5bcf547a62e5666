namespace Pedestal.Fuzz;

/// <summary>A parser of bytes that come from outside.</summary>
/// <param name="Name">What it is called on the command line, and the folder of its corpus.</param>
/// <param name="Take">
/// Takes the bytes. It returns, or throws one of <paramref name="Refusals"/>; anything else is a fault, and so is taking long.
/// </param>
/// <param name="Seeds">Inputs that it accepts, to begin with.</param>
/// <param name="Refusals">The exceptions that its documentation promises for bad input.</param>
public sealed record FuzzTarget(string Name, Action<byte[]> Take, byte[][] Seeds, params Type[] Refusals)
{
    /// <summary>Words that its parser knows, put in at random.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Gives it an input; what it threw against its promise, or null.</summary>
    public Exception? FaultOf(byte[] input)
    {
        try
        {
            // A copy, since an input that is kept must be the one that was given.
            Take([.. input]);
            return null;
        }
        catch (Exception e)
        {
            return Refusals.Any(refusal => refusal.IsInstanceOfType(e)) ? null : e;
        }
    }

    /// <summary>For what must hold of whatever was accepted.</summary>
    /// <exception cref="BrokenPromiseException">It does not.</exception>
    public static void Promise(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(what);
        }
    }
}

/// <summary>A parser accepted what it must not, or changed what it accepted.</summary>
public sealed class BrokenPromiseException(string what) : Exception(what);
