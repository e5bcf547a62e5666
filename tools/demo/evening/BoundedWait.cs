using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>Bounds every wait: a pedestal that does not finish is a defect, and the evening reports it.</summary>
static class Patience
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>What comes of the presentation under way.</summary>
    /// <exception cref="TimeoutException">Nothing came of it; the message says what the pedestal showed.</exception>
    public static async Task<PresentationOutcome> AwaitOutcomeAsync(
        this VirtualPedestal.VirtualPedestal pedestal, CancellationToken cancellation)
    {
        try
        {
            return await pedestal.NextOutcomeAsync(cancellation).AsTask().WaitAsync(Longest, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                $"A pedestal came to no end within {Longest.TotalSeconds} s: "
                + $"it is {pedestal.State} and shows {pedestal.Indication}.");
        }
    }
}
