using System.CommandLine;
using Microsoft.Data.Sqlite;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Lists imported from the command line: exit code, output, and what can be redeemed afterwards.</summary>
public sealed class ImportCommandTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    readonly TempFolder _folder = new();
    readonly StringWriter _output = new();
    readonly StringWriter _error = new();

    string Database => _folder.File("tickets.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ImportCase.Names), MemberType = typeof(ImportCase))]
    public async Task Every_list_is_imported_correctly_or_refused_by_line(string name)
    {
        var list = ImportCase.All[name];
        File.WriteAllBytes(_folder.File("list.csv"), list.File);
        var exit = await RunAsync("list.csv");

        Assert.Equal(list.Redeemable.Length == 0 ? ImportCommand.Failed
            : list.Errors.Length == 0 ? ImportCommand.Ok : ImportCommand.SomeRowsLeftOut, exit);
        AssertSaid(list.Errors, line => !line.Contains(": warning: ", StringComparison.Ordinal), _folder.File("list.csv") + ":");
        AssertSaid(list.Warnings, line => line.Contains(": warning: ", StringComparison.Ordinal), _folder.File("list.csv") + ":");
        Assert.Equal(list.Redeemable.Length > 0, File.Exists(Database));
        if (list.Redeemable.Length == 0)
        {
            return;
        }

        Assert.Contains($"  {list.Event}: ", _output.ToString(), StringComparison.Ordinal);
        using var store = new TicketStore(Database);
        store.OpenByHand(list.Event);
        Assert.All(list.Redeemable, code => Assert.Equal(
            Decision.Admitted, store.RedeemCode(code, Shows.Gate, "gate-1/" + code, Now, TestContext.Current.CancellationToken).Decision));
    }

    [Fact]
    public async Task The_import_reports_the_tickets_of_each_event()
    {
        Write("code,account,event\nA,kim,café\nB,kim,cafe\u0301\nC,kim,Café\n,kim,café\n");
        Assert.Equal(ImportCommand.SomeRowsLeftOut, await RunAsync("list.csv"));
        const string closed = "; it has no times and stays closed until \"event set\" gives it some or \"event open\" opens it";
        Assert.Equal(
            [$"3 tickets imported into {Database}, 1 row left out:", "  Café: 1 ticket" + closed, "  café: 2 tickets" + closed],
            _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_missing_file_or_one_without_tickets_creates_no_database()
    {
        Assert.Equal(ImportCommand.Failed, await RunAsync("absent.csv"));
        Write("code,account,event\n");
        Assert.Equal(ImportCommand.Failed, await RunAsync("list.csv"));
        Assert.False(File.Exists(Database));
        Assert.Contains("does not exist", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_database_gives_one_line_that_says_nothing_was_imported()
    {
        Write("code,account,event\nA,kim,tonight\n");
        Assert.Equal(ImportCommand.Ok, await RunAsync("list.csv"));
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE; UPDATE tickets SET status = status";
        hold.ExecuteNonQuery();

        Assert.Equal(ImportCommand.Failed, await RunAsync("list.csv"));
        var line = Assert.Single(_error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("No ticket was imported.", line, StringComparison.Ordinal);
        Assert.Contains(Database, line, StringComparison.Ordinal);
        Assert.Contains("locked", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_that_stops_half_way_says_how_far_it_got()
    {
        using var store = new TicketStore(Database);
        using (var other = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            other.Open();
            using var limit = other.CreateCommand();
            limit.CommandText = "CREATE TRIGGER enough BEFORE INSERT ON tickets WHEN NEW.code = 'T-600' BEGIN SELECT RAISE(ABORT, 'no'); END";
            limit.ExecuteNonQuery();
        }

        var stopped = Assert.Throws<ImportStoppedException>(() => store.Import(
            Enumerable.Range(0, 1100).Select(i => new TicketRow($"T-{i}", "kim", "tonight", false))));
        store.OpenByHand("tonight");
        Assert.StartsWith("500 of 1100 tickets were imported, the others were not.", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(Decision.Admitted, Redeem(store, "T-499"));
        Assert.Equal(Decision.UnknownTicket, Redeem(store, "T-500"));
    }

    [Fact]
    public async Task The_sample_list_is_imported_completely()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "tickets.csv"), _folder.File("list.csv"));
        Assert.Equal(ImportCommand.Ok, await RunAsync("list.csv"));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task The_secret_command_needs_an_existing_database()
    {
        Assert.Equal(CommandLine.Failed, await InvokeAsync("secret", "A"));
        Assert.Contains("The database", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    static Decision Redeem(TicketStore store, string code) =>
        store.RedeemCode(code, Shows.Gate, "gate-1/" + code, Now, TestContext.Current.CancellationToken).Decision;

    void AssertSaid(string[] expected, Func<string, bool> which, string before)
    {
        var said = _error.ToString().Split(Environment.NewLine)
            .Where(line => line.StartsWith(before, StringComparison.Ordinal) && which(line))
            .Select(line => line[before.Length..].Replace("warning: ", "", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected.Length, said.Count);
        Assert.All(expected.Zip(said), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    void Write(string text) => File.WriteAllText(_folder.File("list.csv"), text);

    Task<int> RunAsync(string file) => InvokeAsync("import", _folder.File(file));

    Task<int> InvokeAsync(params string[] args) => CommandLine.Create().Parse([.. args, $"--Ticketing:Database={Database}"]).InvokeAsync(
        new InvocationConfiguration { Output = _output, Error = _error }, TestContext.Current.CancellationToken);
}
