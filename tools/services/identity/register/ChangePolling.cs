namespace Pedestal.Identity;

/// <summary>
/// Keeps this matcher's galleries in step with what other matchers change in the same database: it looks twice a second, and at once when
/// the database says that something has changed. That hint may be lost; nothing depends on it but how soon.
/// </summary>
public sealed class ChangePolling(PalmRegister register, TimeProvider time)
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    readonly SemaphoreSlim _heard = new(0, 1);

    /// <summary>Calls <paramref name="follow"/>, which must not throw, until stopped; at once done where nobody else changes anything.</summary>
    public async Task RunAsync(Action follow, CancellationToken stop)
    {
        if (!register.Store.Changes.MayComeFromOthers)
        {
            return;
        }

        var listening = register.Store.Changes.ListenAsync(Hear, stop);
        while (!stop.IsCancellationRequested)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var heard = _heard.WaitAsync(either.Token);
            await Task.WhenAny(heard, Task.Delay(Interval, time, either.Token));
            await either.CancelAsync();
            if (!stop.IsCancellationRequested)
            {
                follow();
            }
        }

        await listening;
    }

    void Hear()
    {
        try
        {
            _heard.Release();
        }
        catch (SemaphoreFullException)
        {
            // Heard before, and not looked yet.
        }
    }
}
