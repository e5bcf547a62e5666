using System.CommandLine;

namespace Pedestal.Ticketing.Tests;

/// <summary>Rules and transfers at the command line.</summary>
public sealed class RulesCommandTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly StringWriter _output = new();
    readonly StringWriter _error = new();

    string Database => _folder.File("tickets.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rules_are_set_and_shown_and_an_import_names_the_products_that_they_leave_out()
    {
        File.WriteAllText(_folder.File("rules.json"), """{"parties":true,"products":[{"product":"standing","entry":"reentry"}]}""");
        File.WriteAllText(_folder.File("list.csv"),
            "code,account,event,product,uses\nA,ann,friday|saturday,standing,\nB,ann,friday,backstage,1\nC,ann,friday,,\nD,ann,friday,*,\nE,ann,friday,,0\n");
        Assert.Equal(CommandLine.Failed, await RunAsync("event", "rules", "friday", _folder.File("rules.json")));
        Assert.Equal(0, await RunAsync("event", "add", "friday"));
        Assert.Equal(0, await RunAsync("event", "rules", "friday", _folder.File("rules.json")));
        Assert.Equal(0, await RunAsync("event", "show-rules", "friday"));
        Assert.Contains("\"entry\": \"reentry\"", _output.ToString(), StringComparison.Ordinal);
        _error.GetStringBuilder().Clear();

        Assert.Equal(ImportCommand.SomeRowsLeftOut, await RunAsync("import", _folder.File("list.csv")));
        Assert.Equal(
            [$"{_folder.File("list.csv")}:5: product * stands for every product in rules only",
                $"{_folder.File("list.csv")}:6: uses must be 1 to 10000, or empty for no limit"],
            _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("  friday: 3 tickets;", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  saturday: 1 ticket;", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("its rules do not name the product 'backstage': these admit once", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("its rules do not name tickets without a product: these admit once", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contradictory_rules_are_one_line_and_change_nothing()
    {
        await RunAsync("event", "add", "friday");
        File.WriteAllText(_folder.File("rules.json"), """{"capacity":0}""");
        Assert.Equal(CommandLine.Failed, await RunAsync("event", "rules", "friday", _folder.File("rules.json")));
        File.WriteAllText(_folder.File("rules.json"), """{"capacity":}""");
        Assert.Equal(CommandLine.Failed, await RunAsync("event", "rules", "friday", _folder.File("rules.json")));
        Assert.Equal(CommandLine.Failed, await RunAsync("event", "rules", "friday", _folder.File("absent.json")));
        var lines = _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("'friday' cannot have these rules: the capacity is not 1 or more.", lines[0], StringComparison.Ordinal);
        Assert.Contains("These are no rules of an event", lines[1], StringComparison.Ordinal);
        using var store = new TicketStore(Database);
        Assert.Equal(EventRules.None, store.Events.RulesOf("friday", Shows.Venue));
    }

    [Fact]
    public async Task A_transfer_prints_the_new_code()
    {
        using (var store = new TicketStore(Database))
        {
            store.Import([new("A", "ann", "tonight", Cancelled: false)]);
        }

        Assert.Equal(0, await RunAsync("transfer", "A", "--to", "bob"));
        Assert.Matches("^[0-9A-Z]{20}$", _output.ToString().Trim());
        Assert.Equal(CommandLine.Failed, await RunAsync("transfer", "A", "--to", "cas"));
        Assert.Contains("was transferred already", _error.ToString(), StringComparison.Ordinal);

        File.WriteAllText(_folder.File("list.csv"), "code,account,event\nA,ann,tonight\nB,ann,tonight\n");
        _error.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("import", _folder.File("list.csv")));
        Assert.Contains(":2: not changed as listed: its code was replaced", _error.ToString(), StringComparison.Ordinal);
    }

    Task<int> RunAsync(params string[] words) => CommandLine.Create()
        .Parse([.. words, $"--Ticketing:Database={Database}", "--Ticketing:Venue=demo"]).InvokeAsync(
            new InvocationConfiguration { Output = _output, Error = _error }, TestContext.Current.CancellationToken);
}
