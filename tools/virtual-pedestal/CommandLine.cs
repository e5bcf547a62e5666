using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Pedestal.Core;
using Pedestal.Core.Protocol;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Camera;
using Pedestal.Messaging;

namespace Pedestal.VirtualPedestal;

/// <summary>The command line of the virtual pedestal.</summary>
public static class CommandLine
{
    /// <summary>Left by <c>quit</c>, the end of the input or a signal.</summary>
    public const int Ok = 0;

    /// <summary>Not started, or ended by a defect; the error output says why.</summary>
    public const int Failed = 1;


    /// <summary>Builds the command.</summary>
    public static RootCommand Create()
    {
        var broker = new Option<string>("--broker")
        {
            Description = "The MQTT broker, host:port.",
            DefaultValueFactory = _ => "127.0.0.1:1883",
        };
        var keys = new Option<string>("--keys") { Description = "The device's key file.", Required = true };
        var mode = new Option<string>("--mode")
        {
            Description = "What the pedestal is for.",
            DefaultValueFactory = _ => "entry",
        };
        mode.AcceptOnlyFromAmong([.. Enum.GetValues<LaneMode>().Select(Names.Of)]);
        var fault = new Option<string>("--camera-fault")
        {
            Description = "What is wrong with the camera from the start.",
            DefaultValueFactory = _ => "none",
        };
        fault.AcceptOnlyFromAmong([.. CameraFaultName.All]);
        var port = new Option<int?>("--console-port")
        {
            Description = "TCP port of this machine for the technician's console, 0 for any; else it is the standard input.",
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 65535)
            {
                result.AddError("--console-port takes 0 to 65535.");
            }
        });
        var code = new Option<string?>("--service-code") { Description = "What begins the console's service mode." };

        var flash = new Option<string?>("--flash")
        {
            Description = "A folder that keeps settings and lists; without it they are lost with the program.",
        };

        var root = new RootCommand("A pedestal without the hardware: the firmware over virtual parts.")
        {
            broker, keys, mode, fault, port, code, flash,
        };
        root.SetAction((parsed, cancellation) => RunAsync(
            new Arguments(
                parsed.GetRequiredValue(broker),
                parsed.GetRequiredValue(keys),
                Names.LaneModeOf(parsed.GetRequiredValue(mode)),
                parsed.GetRequiredValue(fault),
                parsed.GetValue(port),
                parsed.GetValue(code),
                parsed.GetValue(flash)),
            cancellation));
        return root;
    }

    static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        if (!TryParseBroker(arguments.Broker, out var host, out var port))
        {
            Console.Error.WriteLine($"--broker '{arguments.Broker}' is no broker. Give host:port, such as 127.0.0.1:1883.");
            return Failed;
        }

        DeviceKeys keys;
        try
        {
            keys = DeviceKeys.Load(arguments.KeyFile);
        }
        catch (KeyFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }

        TcpConsole? remote = null;
        if (arguments.ConsolePort is { } consolePort)
        {
            try
            {
                remote = new TcpConsole(consolePort);
            }
            catch (SocketException e)
            {
                Console.Error.WriteLine($"--console-port {consolePort} cannot be opened: {e.Message}");
                return Failed;
            }
        }

        using var tcp = remote;
        var local = tcp == null ? new TextConsole(Console.Out) : null;
        _ = CameraFaultName.TryParse(arguments.Fault, out var fault);
        await using var pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = keys.Venue,
            Device = keys.Device,
            Mode = arguments.Mode,
            MatchKey = new DeviceKey(keys.Match),
            TicketKey = new DeviceKey(keys.Ticket),
            FleetKey = keys.Fleet is { } fleet ? new DeviceKey(fleet) : null,
            BrokerHost = host,
            BrokerPort = port,
            ServiceCode = arguments.ServiceCode,
            Files = arguments.Flash is { } folder ? new FolderStore(folder) : null,
            Console = tcp ?? (IConsolePort?)local,
        })
        {
            Fault = fault,
        };
        pedestal.Start();
        Console.WriteLine($"{keys} for {Names.Of(arguments.Mode)}, broker {arguments.Broker}; 'help' lists the commands.");
        if (tcp != null)
        {
            Console.WriteLine($"console: tcp 127.0.0.1:{tcp.Port}");
        }

        var session = new Session(pedestal, Console.In, Console.Out, Console.Error, local);
        return await session.RunAsync(cancellation) ? Ok : Failed;
    }

    static bool TryParseBroker(string text, out string host, out int port)
    {
        var colon = text.LastIndexOf(':');
        host = colon > 0 ? text[..colon].Trim('[', ']') : string.Empty;
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= 65535
            && Uri.CheckHostName(host) != UriHostNameType.Unknown;
    }

    sealed record Arguments(
        string Broker, string KeyFile, LaneMode Mode, string Fault, int? ConsolePort, string? ServiceCode,
        string? Flash);
}
