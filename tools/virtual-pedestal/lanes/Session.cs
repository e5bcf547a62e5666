using System.Globalization;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// A session with running lanes: commands that act on them from outside, lines that technicians type, replies and outcomes. A
/// line <c>gate-2: ...</c> is for the lane of that name, <c>2: ...</c> for the second, <c>*: ...</c> for all, and a line without
/// a name for the first.
/// </summary>
sealed class Session(IReadOnlyList<VirtualLane> lanes, TextReader input, TextWriter output, TextWriter errors)
{
    const string All = "*";

    // Commands that act on a pedestal from outside; all other lines go to its console.
    static readonly string[] Outside = ["palm", "lift", "scan", "pass", "slip", "walk", "send", "fault", "break", "mend"];

    /// <summary>Whether somebody typed <c>quit</c>.</summary>
    public bool IsQuit { get; private set; }

    /// <summary>Runs until <c>quit</c>, the end of the input or cancellation; false when the input cannot be read.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        foreach (var lane in lanes)
        {
            lane.Ended += outcome => output.WriteLine(Marked(lane, OutcomeLine.Of(outcome)));
        }

        try
        {
            // Reading a console blocks its thread whatever the token says.
            await Task.Run(ReadCommandsAsync, CancellationToken.None).WaitAsync(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception e)
        {
            errors.WriteLine($"The input cannot be read any more: {e.Message}");
            return false;
        }
    }

    async Task ReadCommandsAsync()
    {
        while (!IsQuit && await input.ReadLineAsync() is { } line)
        {
            IsQuit = line.Trim() == "quit";
            if (!IsQuit)
            {
                Take(line.Trim());
            }
        }

        foreach (var lane in lanes.Where(lane => lane.Text != null))
        {
            await lane.Pedestal.WaitConsoleIdleAsync(CancellationToken.None);
        }
    }

    void Take(string line)
    {
        var (addressed, rest) = Addressed(line);
        foreach (var lane in addressed)
        {
            Say(lane, rest);
        }

        if (addressed.Length == 0)
        {
            output.WriteLine($"There is no such lane; the lanes are {string.Join(", ", lanes.Select(lane => lane.Name))}.");
        }
    }

    void Say(VirtualLane lane, string line)
    {
        var word = line.Split(' ')[0];
        if (lane.Text != null && !Outside.Contains(word))
        {
            if (word == "help")
            {
                output.WriteLine(Commands.OutsideHelp);
            }

            lane.Text.Type(line);
        }
        else if (word.Length > 0)
        {
            output.WriteLine(Marked(lane, lane.Commands.Execute(line)));
        }
    }

    (VirtualLane[] Lanes, string Line) Addressed(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', ':');
        if (end <= 0 || line[end] != ':')
        {
            return ([lanes[0]], line);
        }

        var name = line[..end];
        var isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var rest = line[(end + 1)..].Trim();
        var named = lanes.Where(lane => name == All || name == lane.Name).ToArray();
        return (named.Length == 0 && isNumber && number > 0 ? [.. lanes.Skip(number - 1).Take(1)] : named, rest);
    }

    string Marked(VirtualLane lane, string text) => lanes.Count == 1 ? text : $"{lane.Name}: {text}";
}
