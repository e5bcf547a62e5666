using System.CommandLine;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Identity;
using Pedestal.Matcher;
using Spectre.Console;
using Silo = Pedestal.Matcher.Silo;

namespace Pedestal.Bench;

/// <summary>
/// The command that <see cref="ShardRun"/> starts as a process of its own: a node that holds its shard of everybody's palms. It says on its
/// output when all are loaded, searches when told so on its input, and ends with it.
/// </summary>
static class ShardNodeCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "shard-node";

    // Searches that are not counted, in which the code is compiled.
    const int WarmUp = 50;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var database = new Argument<string>("database");
        var key = new Argument<string>("key");
        var cache = new Argument<DirectoryInfo>("cache");
        var port = new Argument<int>("port");
        var shards = new Argument<int>("shards");
        var searches = new Argument<int>("searches");
        var command = new Command(Name, "A node of \"population --shards\".") { database, key, cache, port, shards, searches };
        command.Hidden = true;
        command.SetAction((result, stop) => RunAsync(
            result.GetRequiredValue(database), result.GetRequiredValue(key), result.GetRequiredValue(cache),
            result.GetValue(port), result.GetValue(shards), result.GetValue(searches), stop));
        return command;
    }

    static async Task RunAsync(
        string database, string key, DirectoryInfo cache, int port, int shards, int searches, CancellationToken stop)
    {
        var palms = PopulationPalms.Get(cache, new Steps(AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.No })));
        using var host = Build(database, key, port, shards);
        await host.StartAsync(stop);
        var register = host.Services.GetRequiredService<PalmRegister>();
        register.FollowSchedule();
        register.LoadPopulation(stop);
        while (!register.IsPopulationLoaded)
        {
            await register.CheckShardsAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }

        await Console.Out.WriteLineAsync(ShardRun.Loaded);
        _ = Task.Run(() => WatchAsync(register, stop), stop);
        while (await Console.In.ReadLineAsync(stop) is not null)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await SearchAsync(register, palms, searches)));
        }

        await host.StopAsync(CancellationToken.None);
    }

    static IHost Build(string database, string key, int port, int shards)
    {
        var settings = new ClusterSettings { Node = $"node-{port}", Port = port, Shards = shards, Copies = 1, Room = 1 };
        var builder = Silo.Builder(settings);
        builder.Services.AddSingleton(new MatcherOptions { Cluster = settings });
        builder.Services.AddSingleton(_ => PalmStore.Open(database, key, TimeProvider.System));
        builder.Services.AddSingleton(own => new PalmRegister(own.GetRequiredService<PalmStore>(), shards: own.GetService<PopulationShards>()));
        if (shards > 0)
        {
            Silo.Add(builder, settings, database, StoreKey.Load(key).Derive("nodes"),
                new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        }

        return Silo.Build(builder);
    }

    // As a matcher does.
    static async Task WatchAsync(PalmRegister register, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stop))
        {
            await register.CheckShardsAsync();
        }
    }

    static async Task<ShardSearches> SearchAsync(PalmRegister register, PalmSet palms, int count)
    {
        long bytes = 0;
        await new PopulationSearches(palms, WarmUp, register.IdentifyAsync).KnownAsync(() => { });
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Microsoft.Orleans"
                    && instrument.Name is "orleans-messaging-sent-messages-size" or "orleans-messaging-received-messages-size")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<int>((_, size, _, _) => Interlocked.Add(ref bytes, size));
        meters.Start();
        var searches = new PopulationSearches(palms, count, register.IdentifyAsync);
        var (known, strangers) = (await searches.KnownAsync(() => { }), await searches.StrangersAsync(() => { }));
        return new ShardSearches(known.ToFigures(), strangers.ToFigures(), Interlocked.Read(ref bytes) / (2.0 * count));
    }
}
