namespace Pedestal.VirtualPedestal;

/// <summary>
/// A dialogue with running lanes: what is done to them from outside and what technicians type, answers and every outcome. A line
/// <c>NAME: ...</c> is for the lane of that name, <c>*: ...</c> for all of them, any other for the first.
/// </summary>
sealed class Session(IReadOnlyList<VirtualLane> lanes, TextReader input, TextWriter output, TextWriter errors)
{
    const string All = "*";

    // What is done to a pedestal from outside; everything else is said to it.
    static readonly string[] Hands = ["palm", "lift", "scan", "fault", "break", "mend"];

    /// <summary>Runs until <c>quit</c>, the end of the input or cancellation; false when the input failed.</summary>
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
            errors.WriteLine($"The dialogue has ended: {e.Message}");
            return false;
        }
    }

    async Task ReadCommandsAsync()
    {
        while (await input.ReadLineAsync() is { } line && line.Trim() != "quit")
        {
            var (name, rest) = Addressed(line.Trim());
            foreach (var lane in lanes.Where((lane, index) => name is null ? index == 0 : name == All || name == lane.Name))
            {
                Say(lane, rest);
            }
        }

        foreach (var lane in lanes.Where(lane => lane.Text != null))
        {
            await lane.Pedestal.WaitAnsweredAsync(CancellationToken.None);
        }
    }

    void Say(VirtualLane lane, string line)
    {
        var word = line.Split(' ')[0];
        if (lane.Text != null && !Hands.Contains(word))
        {
            if (word == "help")
            {
                output.WriteLine(Commands.HandsHelp);
            }

            lane.Text.Type(line);
        }
        else if (word.Length > 0)
        {
            output.WriteLine(Marked(lane, lane.Hands.Execute(line)));
        }
    }

    (string? Name, string Line) Addressed(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? null : line[..colon];
        return name == All || lanes.Any(lane => lane.Name == name) ? (name, line[(colon + 1)..].Trim()) : (null, line);
    }

    string Marked(VirtualLane lane, string text) => lanes.Count == 1 ? text : $"{lane.Name}: {text}";
}
