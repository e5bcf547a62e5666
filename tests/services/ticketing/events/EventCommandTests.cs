using System.CommandLine;

namespace Pedestal.Ticketing.Tests;

/// <summary>What staff does with events at the command line, and what is said to it.</summary>
public sealed class EventCommandTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly StringWriter _output = new();
    readonly StringWriter _error = new();

    string Database => _folder.File("tickets.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_event_is_added_changed_opened_closed_and_listed()
    {
        Assert.Equal(0, await RunAsync("event", "add", "gala", "--doors", "2031-11-28T19:00+01:00", "--end", "2031-11-29T01:00+01:00"));
        Assert.Equal(0, await RunAsync("event", "set", "gala", "--start", "2031-11-28T20:00+01:00", "--entrances", "north, west"));
        Assert.Equal(0, await RunAsync("event", "open", "gala"));
        Assert.Equal(0, await RunAsync("event", "close", "gala"));
        Assert.Equal(0, await RunAsync("event", "set", "gala", "--by-time", "--entrances", "all"));
        Assert.Equal(0, await RunAsync("event", "list"));
        const string times = "doors 2031-11-28T18:00:00Z, start 2031-11-28T19:00:00Z, end 2031-11-29T00:00:00Z";
        Assert.Equal(
            [
                "1 gala: doors 2031-11-28T18:00:00Z, end 2031-11-29T00:00:00Z; every entrance of demo; not open now",
                $"1 gala: {times}; north, west of demo; not open now",
                $"1 gala: opened by hand, {times}; north, west of demo; open now",
                $"1 gala: closed by hand, {times}; north, west of demo; not open now",
                $"1 gala: {times}; every entrance of demo; not open now",
                $"1 gala: {times}; every entrance of demo; not open now",
            ],
            _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData("--doors is no instant", "event", "add", "gala", "--doors", "2026-11-28T19:00", "--end", "2026-11-29T01:00+01:00")]
    [InlineData("it needs both doors and end", "event", "add", "gala", "--doors", "2026-11-28T19:00Z")]
    [InlineData("There is an event 'tonight' already", "event", "add", "tonight")]
    [InlineData("There is no event 'gala'", "event", "open", "gala")]
    [InlineData("There is no event 'gala'", "event", "set", "gala", "--by-time")]
    [InlineData("neither an option nor a setting", "event", "open", "tonight", "now")]
    public async Task A_refusal_is_one_line_and_changes_nothing(string said, params string[] words)
    {
        using (var store = new TicketStore(Database))
        {
            store.Import([new("A", "ann", "tonight", false)]);
        }

        Assert.Equal(CommandLine.Failed, await RunAsync(words));
        Assert.Contains(said, Assert.Single(_error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        await RunAsync("event", "list");
        Assert.Equal("1 tonight: no times; every entrance of demo; not open now", _output.ToString().Trim());
    }

    [Fact]
    public async Task No_database_is_made_to_open_an_event()
    {
        Assert.Equal(CommandLine.Failed, await RunAsync("event", "open", "tonight"));
        Assert.False(File.Exists(Database));
    }

    Task<int> RunAsync(params string[] words) => CommandLine.Create()
        .Parse([.. words, $"--Ticketing:Database={Database}", "--Ticketing:Venue=demo"]).InvokeAsync(
            new InvocationConfiguration { Output = _output, Error = _error }, TestContext.Current.CancellationToken);
}
