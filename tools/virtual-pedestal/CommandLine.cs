using System.CommandLine;
using Pedestal.Core.Settings;
using Pedestal.Hal.Host.Chips;
using Pedestal.Messaging;
using Pedestal.Terminal;

namespace Pedestal.VirtualPedestal;

/// <summary>The command line of the virtual pedestals.</summary>
public static class CommandLine
{
    /// <summary>Ended by <c>quit</c>, the end of the input or a signal.</summary>
    public const int Ok = 0;

    /// <summary>Reading the input failed; the error output says why.</summary>
    public const int Failed = 1;

    /// <summary>Not started; the error output says which option is wrong and why.</summary>
    public const int Usage = 2;

    const int MostLanes = 500;

    /// <summary>Builds the command.</summary>
    public static RootCommand Create()
    {
        var broker = new Option<string>("--broker")
        {
            Description = "The MQTT broker, host:port; several separated by commas.", DefaultValueFactory = _ => "127.0.0.1:1883",
        };
        var keys = new Option<string[]>("--keys")
        {
            Description = "A pedestal's key file, or a folder of them; several for several lanes.", Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var lanes = Number<int?>("--lanes", "How many of the lanes that have keys; default all of them.", null,
            value => value is null or >= 1 and <= MostLanes, $"1 to {MostLanes}");
        var mode = new Option<string?>("--mode") { Description = "The lanes' mode; default the one that their keys are for." };
        mode.AcceptOnlyFromAmong([.. Enum.GetValues<LaneMode>().Select(SettingsWords.Of)]);
        var fault = new Option<string>("--camera-fault")
        {
            Description = $"Fault of the cameras from the start: {string.Join(", ", CameraFaultName.All)}.",
            HelpName = "name", DefaultValueFactory = _ => "none",
        };
        fault.AcceptOnlyFromAmong([.. CameraFaultName.All]);
        var port = Number<int?>("--console-port",
            "TCP port on this machine for the technician's console, the next one for each further lane, 0 for any free port; "
            + "default the standard input.", null, value => value is null or >= 0 and <= 65535, "0 to 65535");
        var code = new Option<string?>("--service-code")
        {
        Description = "Code that begins the console's service mode; without it nobody can.",
        };
        code.Validators.Add(result =>
        {
            // It must be possible to type the same code at the console.
            var setting = SettingsSchema.All[SettingsSchema.IndexOf(SettingNames.ServiceCode)];
            if (result.GetValueOrDefault<string?>() is { } value && setting.FaultOf(value) is { } fault)
            {
                result.AddError($"--service-code {fault}.");
            }
        });
        var settings = new Option<string?>("--settings")
        {
            Description = "A file of settings as for a device, such as accounts and encryption, one name=value a line; or a folder "
            + "with a DEVICE.settings.txt for each lane.",
        };
        var flash = new Option<string?>("--flash")
        {
            Description = "A folder that keeps settings and lists; without it they are lost when the program ends.",
        };
        var guests = new Option<string?>("--guests")
        {
            Description = "A folder of palm pictures (PGM, PNG or JPEG): guests arrive by themselves.",
        };
        var rate = Number("--rate", "Guests a minute at each lane.", 10.0,
            value => value is > 0 and <= 600, "more than 0, at most 600");
        var seed = new Option<int>("--seed") { Description = "Seed of the guests.", DefaultValueFactory = _ => 1 };
        var seconds = Number<int?>("--seconds", "How long guests arrive, in seconds; default until 'quit'.", null,
            value => value is null or >= 1, "at least 1");
        var root = new RootCommand("Pedestals without the hardware, one lane or many: the firmware over virtual parts.")
        {
            broker, keys, lanes, mode, fault, port, code, settings, flash, guests, rate, seed, seconds,
        };
        root.SetAction((parsed, cancellation) => RunAsync(
            new LanesOptions(
                parsed.GetRequiredValue(broker), parsed.GetRequiredValue(keys), parsed.GetValue(lanes),
                parsed.GetValue(mode) is { } name ? SettingsWords.ModeOf(name) : null, parsed.GetRequiredValue(fault),
                parsed.GetValue(port), parsed.GetValue(code), parsed.GetValue(flash), parsed.GetValue(guests), parsed.GetValue(rate),
                parsed.GetValue(seed), parsed.GetValue(seconds), parsed.GetValue(settings)),
            cancellation));
        return root;
    }

    static async Task<int> RunAsync(LanesOptions options, CancellationToken cancellation)
    {
        try
        {
            return await new LanesRun(options, Console.In, Console.Out, Console.Error).RunAsync(cancellation) ? Ok : Failed;
        }
        catch (Exception e) when (e is StartException or KeyFileException)
        {
            Console.Error.WriteLine(TerminalText.Safe(e.Message));
            return Usage;
        }
    }

    static Option<T> Number<T>(string name, string description, T defaultValue, Func<T?, bool> isValid, string range)
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (!isValid(result.GetValueOrDefault<T>()))
            {
                result.AddError($"{name} must be {range}.");
            }
        });
        return option;
    }
}
