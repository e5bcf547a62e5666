using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pedestal.Hal.Host.Chips;
using Pedestal.Pictures;

namespace Pedestal.VirtualPedestal;

/// <summary>Commands that act on a virtual pedestal from outside, one line of text each. No input makes it throw.</summary>
public sealed class Commands(VirtualPedestal pedestal)
{
    const int FarthestMillimetres = 1000;
    const int DefaultMillimetres = 90;
    const int DefaultWalkMilliseconds = 1_200;
    const int LongestWalkMilliseconds = 60_000;

    /// <summary>Help on the commands that act on the pedestal from outside.</summary>
    public static string OutsideHelp { get; } = string.Join(
        Environment.NewLine,
        "palm FILE [mm]      hold the palm of a picture (PGM, PNG or JPEG) over the pedestal; 90 mm by default",
        "lift                remove the palm",
        "scan CODE           hold a ticket's code in front of the reader",
        "pass                walk through the turnstile",
        "slip                squeeze through it, locked or not",
        "walk HOW [ms]       what guests do when it unlocks: stay, once or twice, after 1,200 ms by default",
        "send BYTES          make the reader send these bytes; \\t, \\r, \\n, \\\\ and \\xHH stand for one byte each",
        "fault NAME          break the camera: " + string.Join(", ", CameraFaultName.All),
        "break NAME          break another part: " + string.Join(", ", PartFaults.All),
        "mend NAME           repair it",
        "quit                pull the plug");

    /// <summary>Help on all commands.</summary>
    public static string Help { get; } = string.Join(
        Environment.NewLine,
        OutsideHelp,
        "status              what the pedestal shows, and its state",
        "help                this list");

    /// <summary>Executes a line and returns the reply.</summary>
    public string Execute(string line)
    {
        line = line.Trim();
        var space = line.IndexOf(' ');
        var command = space < 0 ? line : line[..space];
        var argument = space < 0 ? string.Empty : line[space..].Trim();
        return (command, argument.Length > 0) switch
        {
            ("palm", true) => Palm(argument),
            ("scan", true) => Scan(argument),
            ("send", true) => Send(argument),
            ("walk", true) => Walk(argument),
            ("fault", true) => Fault(argument),
            ("break", true) => Break(argument, true),
            ("mend", true) => Break(argument, false),
            ("palm" or "scan" or "send" or "walk" or "fault" or "break" or "mend", false) =>
            $"'{command}' needs an argument; 'help' shows which.",
            ("lift", false) => Lift(),
            ("pass", false) => pedestal.Parts.Turnstile.Pass() ? "A guest walks through." : "The turnstile is locked.",
            ("slip", false) => Slip(),
            ("status", false) => Status(),
            ("help", false) => Help,
            ("lift" or "pass" or "slip" or "status" or "help", true) => $"'{command}' takes no argument.",
            _ => $"There is no command '{command}'; 'help' lists them.",
        };
    }

    string Palm(string argument)
    {
        var file = argument;
        var millimetres = DefaultMillimetres;
        var space = argument.LastIndexOf(' ');
        var last = argument.AsSpan(space + 1);
        if (space > 0 && int.TryParse(last, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            file = argument[..space].TrimEnd();
            millimetres = number;
        }

        if (millimetres is < 1 or > FarthestMillimetres)
        {
            return $"A palm hovers at 1 to {FarthestMillimetres} mm, not at {millimetres}.";
        }

        try
        {
            pedestal.ShowPalm(new FrameScene(CameraPicture.Read(file), (uint)Random.Shared.Next()), millimetres);
            return $"The palm is at {millimetres} mm.";
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    string Lift()
    {
        pedestal.RemovePalm();
        return "The palm is gone.";
    }

    string Slip()
    {
        pedestal.Parts.Turnstile.SlipThrough();
        return "Somebody squeezes through.";
    }

    string Walk(string argument)
    {
        var words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var milliseconds = DefaultWalkMilliseconds;
        if (words.Length > 2 || !Enum.TryParse<Walk>(words[0], ignoreCase: true, out var walk) || !Enum.IsDefined(walk)
            || char.IsDigit(words[0][0]) || (words.Length == 2 && !int.TryParse(words[1], CultureInfo.InvariantCulture, out milliseconds))
            || milliseconds is < 0 or > LongestWalkMilliseconds)
        {
            return $"'walk' needs stay, once or twice, and if need be 0 to {LongestWalkMilliseconds} milliseconds.";
        }

        (pedestal.Parts.Walker.Walk, pedestal.Parts.Walker.AfterMilliseconds) = (walk, milliseconds);
        return walk switch
        {
            Hal.Host.Chips.Walk.Stay => "Guests stay in front of the turnstile.",
            Hal.Host.Chips.Walk.Once => $"A guest walks through {milliseconds} ms after the turnstile unlocks.",
            _ => $"Two guests walk through {milliseconds} ms after the turnstile unlocks for one.",
        };
    }

    string Scan(string code)
    {
        try
        {
            pedestal.ScanCode(code);
            return "The code is scanned.";
        }
        catch (ArgumentException)
        {
            return "A code consists of printable ASCII characters only.";
        }
    }

    string Send(string text)
    {
        try
        {
            pedestal.Parts.Reader.Send(Encoding.Latin1.GetBytes(Regex.Unescape(text)));
            return "The bytes are sent.";
        }
        catch (RegexParseException)
        {
            return "A backslash must be followed by t, r, n, another backslash, or x and two hexadecimal digits.";
        }
    }

    string Fault(string name)
    {
        if (!CameraFaultName.TryParse(name, out var fault))
        {
            return $"There is no fault '{name}'; the camera's faults are {string.Join(", ", CameraFaultName.All)}.";
        }

        pedestal.Fault = fault;
        return fault == CameraFault.None ? "The camera has no fault." : $"The camera has the fault {name}.";
    }

    string Break(string name, bool broken) =>
        !PartFaults.TrySet(pedestal, name, broken)
            ? $"There is no fault '{name}'; the parts' faults are {string.Join(", ", PartFaults.All)}."
            : broken ? $"The pedestal has the fault {name}." : $"The fault {name} is repaired.";

    string Status() =>
        $"shows {pedestal.Indication}, state {pedestal.State}, gate {(pedestal.Gate.IsOpen ? "open" : "closed")}, "
        + $"opened {pedestal.Gate.Openings} times, passed {pedestal.Parts.Turnstile.Passages} times, "
        + $"camera fault {CameraFaultName.Of(pedestal.Fault)}, broker "
        + (pedestal.LinkFault is { } fault ? $"not connected ({fault})" : $"connected to {pedestal.BrokerInUse}");
}
