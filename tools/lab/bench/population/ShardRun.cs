using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Pedestal.Bench;

/// <summary>
/// Measures the search among everybody enrolled where one process holds all palms, and where so many processes hold a shard each: the nodes
/// of a cluster, all on this machine, which load their palms from one PostgreSQL.
/// </summary>
sealed class ShardRun(PopulationOptions options, Steps steps) : IDisposable
{
    /// <summary>What a node says when everybody is loaded.</summary>
    public const string Loaded = "loaded";

    readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("shards-");

    string Key => Path.Combine(_keys.FullName, "identity.key");

    /// <inheritdoc/>
    public void Dispose() => _keys.Delete(recursive: true);

    /// <summary>Runs everything.</summary>
    public async Task<ShardReport> RunAsync(CancellationToken stop)
    {
        var palms = PopulationPalms.Get(options.Cache, steps);
        var templates = steps.Run($"Storing {options.Persons} persons", 1, _ => ShardStore.Fill(options.Postgresql!, Key, palms, options.Persons));
        var one = await steps.Run("Searching in one process", 1, _ => MeasureAsync(nodes: 1, stop));
        var shards = await steps.Run($"Searching in {options.Shards} processes", 1, _ => MeasureAsync(options.Shards, stop));
        return new ShardReport(options.Persons, templates, one, shards, MachineClass.Here());
    }

    async Task<ShardFigures> MeasureAsync(int nodes, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        var processes = FreePorts(nodes).Select(port => Start(port, nodes == 1 ? 0 : nodes)).ToArray();
        try
        {
            foreach (var process in processes)
            {
                await UntilAsync(process, line => line == Loaded, stop);
            }

            var loaded = Stopwatch.GetElapsedTime(begin);
            await processes[0].StandardInput.WriteLineAsync();
            var reply = await UntilAsync(processes[0], line => line.StartsWith('{'), stop);
            foreach (var process in processes)
            {
                process.Refresh();
            }

            return new ShardFigures([.. processes.Select(process => process.PeakWorkingSet64)], loaded.TotalSeconds,
                JsonSerializer.Deserialize<ShardSearches>(reply)!);
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill();
                process.Dispose();
            }
        }
    }

    Process Start(int port, int shards) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
        [
            .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ShardRun).Assembly.Location] : Array.Empty<string>(),
            ShardNodeCommand.Name, options.Postgresql!, Key, options.Cache.FullName, port.ToString(CultureInfo.InvariantCulture),
            shards.ToString(CultureInfo.InvariantCulture), options.Searches.ToString(CultureInfo.InvariantCulture),
        ])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true,
    })!;

    static async Task<string> UntilAsync(Process process, Predicate<string> isIt, CancellationToken stop)
    {
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (isIt(line))
            {
                return line;
            }
        }

        throw new TimeoutException("A node ended; see its output above.");
    }

    static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }
}
