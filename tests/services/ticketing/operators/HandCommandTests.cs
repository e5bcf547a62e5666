using Pedestal.Messaging.Operators;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>The commands with which staff answers why, and acts at the database.</summary>
public sealed class HandCommandTests : IDisposable
{
    readonly TestDatabase _database = new(DatabaseEngine.Sqlite);
    readonly TicketStore _store;

    public HandCommandTests()
    {
        _store = new TicketStore(_database.Source);
        _store.Import([new("A", "ann", "tonight", false)]);
        _store.OpenByHand("tonight");
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Why_and_history_say_in_words_what_became_of_a_ticket()
    {
        Assert.Equal(["A: tonight, account ann; not used yet", "tonight, main: would be admitted"], Run(0, "why", "A"));
        Assert.Equal(Decision.Admitted, _store.RedeemCode(
            "A", Shows.Gate, "gate-1/1", DateTimeOffset.UtcNow, TestContext.Current.CancellationToken).Decision);
        var why = Run(0, "why", " =\"A\" ");
        Assert.Equal("A: tonight, account ann; its guest is inside", why[0]);
        Assert.Matches(@"^Last passage: \S+ \S+ entry 1 in, tonight, main, gate-1, by code: counted$", why[1]);
        Assert.Equal("tonight, main: refused, it was used", why[2]);

        Assert.Empty(Run(0, "undo", "1", "--reason", "wrong ticket"));
        Assert.Empty(Run(0, "block", "A", "--reason", "lost"));
        var history = Run(0, "history", "A");
        Assert.EndsWith("blocked: lost; not used yet", history[0], StringComparison.Ordinal);
        Assert.Matches(@"entry 1 in, .* undone \S+ \S+ by .+ \(wrong ticket\)$", history[1]);
        Assert.Matches(@"\(command\): undid A, entry 1, gate-1: wrong ticket$", history[2]);
        Assert.Matches(@"\(command\): blocked A: lost$", history[3]);
        Assert.Empty(Run(0, "unblock", "A", "--reason", "found"));
        Assert.Equal(["unblocked", "blocked", "undid"], Run(0, "acts").Select(line => line.Split(": ")[1].Split(' ')[0]));
    }

    [Theory]
    [InlineData("There is no ticket with this code", "why", "NEVER")]
    [InlineData("There is no ticket with this code", "history", "NEVER")]
    [InlineData("The ticket's code has the character", "history", "\u00e9")]
    [InlineData("There is no entry 7", "undo", "7", "--reason", "x")]
    [InlineData("Give a reason", "block", "A", "--reason", " ")]
    [InlineData("not blocked", "unblock", "A", "--reason", "x")]
    [InlineData("There is no operator 'anna'", "operator", "remove", "anna")]
    public void What_cannot_be_done_is_one_line(string says, params string[] line) =>
        Assert.Contains(says, Assert.Single(Run(1, line)), StringComparison.Ordinal);

    [Fact]
    public void An_operator_s_key_is_printed_once()
    {
        var key = Assert.Single(Run(0, "operator", "add", "anna", "--role", "supervisor"));
        Assert.Equal(new Operator("anna", OperatorRole.Supervisor), _store.Operators.Find(key));
        Assert.StartsWith("anna: supervisor, key of ", Assert.Single(Run(0, "operator", "list")), StringComparison.Ordinal);
        var renewed = Assert.Single(Run(0, "operator", "rotate", "anna"));
        Assert.Null(_store.Operators.Find(key));
        Assert.NotNull(_store.Operators.Find(renewed));
        Assert.Empty(Run(0, "operator", "remove", "anna"));
        Assert.Empty(Run(0, "operator", "list"));
    }

    string[] Run(int exit, params string[] line)
    {
        using var output = new StringWriter();
        var parsed = CommandLine.Create().Parse([.. line, "--Ticketing:Database=" + _database.Source, "--Ticketing:Venue=" + Shows.Venue]);
        Assert.Equal(exit, parsed.Invoke(new() { Output = output, Error = output }));
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
