using System.Globalization;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Terminal;

namespace Pedestal.VirtualPedestal;

/// <summary>One or many lanes of a venue in one process, from start to end.</summary>
sealed class LanesRun(LanesOptions options, TextReader input, TextWriter output, TextWriter errors)
{
    // Lanes and session write at the same time.
    readonly TextWriter _output = TextWriter.Synchronized(new TerminalWriter(output));
    readonly List<VirtualLane> _lanes = [];

    /// <summary>Runs until <c>quit</c>, the end of the input, the end of the guests' time or cancellation.</summary>
    /// <exception cref="StartException">The lanes cannot be started.</exception>
    /// <exception cref="KeyFileException">A key file cannot be used.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var brokers = Brokers();
        var keys = LaneKeys.Load(options.Keys, options.Lanes);
        var traffic = options.Guests is { } folder ? new Traffic(folder, options.Rate, options.Seed) : null;
        try
        {
            for (var i = 0; i < keys.Count; i++)
            {
                _lanes.Add(Create(keys[i], i, keys.Count, brokers));
            }

            foreach (var lane in _lanes)
            {
                lane.Start();
            }

            await Task.WhenAll(_lanes.Select(lane => lane.Pedestal.WaitStartedAsync(cancellation)));
            Introduce();
            var session = new Session(_lanes, input, _output, new TerminalWriter(errors));
            return traffic is null ? await session.RunAsync(cancellation) : await ServeAsync(traffic, session, cancellation);
        }
        finally
        {
            await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask()));
        }
    }

    async Task<bool> ServeAsync(Traffic traffic, Session session, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Seconds is { } seconds)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        var guests = traffic.RunAsync(_lanes, end.Token);
        var succeeded = await session.RunAsync(end.Token);
        if (options.Seconds is null || session.IsQuit)
        {
            // Without a time limit guests arrive until the session ends.
            await end.CancelAsync();
        }

        foreach (var line in await guests)
        {
            _output.WriteLine(line);
        }

        return succeeded;
    }

    VirtualLane Create(DeviceKeys keys, int index, int count, string brokers)
    {
        var tcp = options.ConsolePort is { } console ? VirtualLane.Listen(console == 0 ? 0 : console + index) : null;
        var text = tcp is null ? new TextConsole(count == 1 ? _output : new NamedLines(_output, keys.Device)) : null;
        _ = CameraFaultName.TryParse(options.Fault, out var fault);
        var mode = options.Mode ?? LaneKeys.ModeOf(keys.Roles);
        if (!keys.Roles.HasFlag(LaneKeys.RoleOf(mode)))
        {
            errors.WriteLine(
                $"{keys.Device} has keys for {keys.Roles.Text()}, not for {SettingsWords.Of(mode)}: "
                + "matcher and ticketing will refuse it");
        }

        var pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = keys.Venue,
            Device = keys.Device,
            Mode = mode,
            MatchKey = new DeviceKey(keys.Match),
            TicketKey = new DeviceKey(keys.Ticket),
            FleetKey = keys.Fleet is { } fleet ? new DeviceKey(fleet) : null,
            BrokerHost = brokers,
            BrokerPassword = keys.Broker,
            ServiceCode = options.ServiceCode,
            Settings = options.Settings is { } file ? LaneSettingsFile.Load(file, keys.Device) : null,
            Flash = options.Flash is { } flash ? new Flash(count == 1 ? flash : Path.Combine(flash, keys.Device)) : null,
            Console = tcp ?? (IUartChip?)text,
        })
        {
            Fault = fault,
        };
        return new VirtualLane(keys.Device, pedestal, text, tcp);
    }

    void Introduce()
    {
        foreach (var lane in _lanes)
        {
            _output.WriteLine($"{lane.Name} for {SettingsWords.Of(lane.Pedestal.Mode)}, broker {lane.Pedestal.Broker}"
                + (lane.Tcp is { } tcp ? $", console tcp 127.0.0.1:{tcp.Port}" : ""));
            if (lane.Pedestal.StartupFault is { } fault)
            {
                errors.WriteLine($"{lane.Name} does not serve: {fault}");
            }
        }

        _output.WriteLine(_lanes.Count == 1
            ? "'help' lists the commands."
            : $"'{_lanes[^1].Name}: help' is for that lane, '*: ...' for all lanes; no name means {_lanes[0].Name}.");
    }

    string Brokers() =>
        SettingsSchema.All[SettingsSchema.IndexOf(SettingNames.BrokerHost)].FaultOf(options.Broker) is null
            && options.Broker.Split(',').All(broker => broker.Contains(':', StringComparison.Ordinal))
            ? options.Broker
            : throw new StartException($"--broker '{options.Broker}' is not host:port, or several of them separated by commas. "
                + "Give for example 127.0.0.1:1883.");
}
