namespace Pedestal.VirtualPedestal.Tests;

/// <summary>Waiting for what another thread brings about; the test's own time-out bounds it.</summary>
static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, CancellationToken cancellation)
    {
        while (!condition())
        {
            await Task.Delay(2, cancellation);
        }
    }

    public static async Task<T> NotNullAsync<T>(Func<T?> get, CancellationToken cancellation)
        where T : class
    {
        T? value = null;
        await TrueAsync(() => (value = get()) != null, cancellation);
        return value!;
    }
}
