using Pedestal.Hal;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>Bounds every wait: a pedestal that does not finish is a defect, and the demo reports it.</summary>
static class BoundedWait
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until a condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time; the message says what was wrong instead.</exception>
    public static async Task UntilAsync(Func<bool> condition, string wrong, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Longest)
            {
                throw new TimeoutException($"Within {Longest.TotalSeconds} s {wrong}.");
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Waits until the ring shows an indication.</summary>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    public static async Task AwaitShownAsync(
        this VirtualPedestal.VirtualPedestal pedestal, Indication indication, CancellationToken cancellation)
    {
        try
        {
            await pedestal.WaitForAsync(indication, cancellation).WaitAsync(Longest, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"A ring did not show {indication} within {Longest.TotalSeconds} s but {pedestal.Indication}.");
        }
    }

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
