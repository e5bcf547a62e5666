using System.CommandLine;
using System.Globalization;
using Pedestal.Core;
using Pedestal.Core.Protocol;
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

    const string Enrolment = "enrolment";

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
        mode.AcceptOnlyFromAmong("entry", Enrolment);
        var fault = new Option<string>("--camera-fault")
        {
            Description = "What is wrong with the camera from the start.",
            DefaultValueFactory = _ => "none",
        };
        fault.AcceptOnlyFromAmong([.. CameraFaultName.All]);

        var root = new RootCommand("A pedestal without the hardware: the firmware over virtual parts.")
        {
            broker, keys, mode, fault,
        };
        root.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(broker),
            parsed.GetRequiredValue(keys),
            parsed.GetRequiredValue(mode) == Enrolment ? LaneMode.Enrolment : LaneMode.Entry,
            parsed.GetRequiredValue(fault),
            cancellation));
        return root;
    }

    static async Task<int> RunAsync(
        string broker, string keyFile, LaneMode mode, string faultName, CancellationToken cancellation)
    {
        if (!TryParseBroker(broker, out var host, out var port))
        {
            Console.Error.WriteLine($"--broker '{broker}' is no broker. Give host:port, such as 127.0.0.1:1883.");
            return Failed;
        }

        DeviceKeys keys;
        try
        {
            keys = DeviceKeys.Load(keyFile);
        }
        catch (KeyFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }

        _ = CameraFaultName.TryParse(faultName, out var fault);
        await using var pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = keys.Venue,
            Device = keys.Device,
            Mode = mode,
            MatchKey = new DeviceKey(keys.Match),
            TicketKey = new DeviceKey(keys.Ticket),
            BrokerHost = host,
            BrokerPort = port,
        })
        {
            Fault = fault,
        };
        pedestal.Start();
        Console.WriteLine($"{keys} for {Names.Of(mode)}, broker {broker}; 'help' lists the commands.");
        var session = new Session(pedestal, Console.In, Console.Out, Console.Error);
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
}
