using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Pedestal.Bench;

/// <summary>Pages of the night that stay open in a process of their own, which takes little of the processor that the venue shares with it.</summary>
sealed class LoadPages : IAsyncDisposable
{
    readonly Process _process;

    LoadPages(Process process) => _process = process;

    /// <summary>Opens them, signed in as an administrator.</summary>
    /// <exception cref="IOException">They cannot be opened.</exception>
    public static async Task<LoadPages> OpenAsync(int count, LoadVenue venue, Steps steps, CancellationToken stop)
    {
        string[] command = [typeof(LoadPages).Assembly.Location, PagesCommand.Name, await venue.FirstLinkAsync(stop), count.ToString(CultureInfo.InvariantCulture)];
        var pages = new LoadPages(Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
        var line = steps.Run($"Opening {count} pages", 1, _ => pages.ReadAsync(stop).GetAwaiter().GetResult());
        return line == PagesCommand.Ready ? pages : throw new IOException("The pages cannot be opened; see above.");
    }

    /// <summary>Begins to count.</summary>
    public Task BeginAsync() => _process.StandardInput.WriteLineAsync();

    /// <summary>What the pages received since <see cref="BeginAsync"/>.</summary>
    /// <exception cref="IOException">Their process has ended.</exception>
    public async Task<PagesShape> EndAsync(CancellationToken stop)
    {
        await _process.StandardInput.WriteLineAsync();
        return JsonSerializer.Deserialize<PagesShape>(await ReadAsync(stop) ?? throw new IOException("The process that held the pages has ended; see above."))!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    Task<string?> ReadAsync(CancellationToken stop) => _process.StandardOutput.ReadLineAsync(stop).AsTask();
}
