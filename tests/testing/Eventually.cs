using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pedestal.Testing;

/// <summary>Waits for what another thread brings about, with a bound that only a fault reaches.</summary>
public static class Eventually
{
    static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    /// <summary>Waits until the condition holds.</summary>
    public static async Task TrueAsync(
        Func<bool> condition, CancellationToken cancellation, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var start = Stopwatch.GetTimestamp(); !condition();)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Bound, $"Waited {Bound.TotalSeconds} s in vain for: {what}");
            await Task.Delay(2, cancellation);
        }
    }

    /// <summary>The same for a condition that somebody else must be asked for.</summary>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, CancellationToken cancellation, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (var start = Stopwatch.GetTimestamp(); !await condition();)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Bound, $"Waited {Bound.TotalSeconds} s in vain for: {what}");
            await Task.Delay(20, cancellation);
        }
    }

    /// <summary>Waits until there is a value, and returns it.</summary>
    public static async Task<T> NotNullAsync<T>(
        Func<T?> get, CancellationToken cancellation, [CallerArgumentExpression(nameof(get))] string what = "")
        where T : class
    {
        T? value = null;
        await TrueAsync(() => (value = get()) != null, cancellation, what);
        return value!;
    }

    /// <summary>Waits until a task has ended.</summary>
    public static async Task<T> DoneAsync<T>(
        Task<T> task, CancellationToken cancellation, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            return await task.WaitAsync(Bound, cancellation);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Waited {Bound.TotalSeconds} s in vain for: {what}");
            throw;
        }
    }
}
