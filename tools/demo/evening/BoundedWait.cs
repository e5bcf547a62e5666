using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>Bounds every wait: a pedestal that does not finish is a defect, and the demo reports it.</summary>
static class BoundedWait
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Waits for the outcome of the present presentation.</summary>
    /// <exception cref="TimeoutException">There was none in time; the message says what the pedestal showed.</exception>
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
                $"A pedestal did not finish a presentation within {Longest.TotalSeconds} s: "
                + $"it is {pedestal.State} and shows {pedestal.Indication}.");
        }
    }
}
