using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Venue.Tests;

/// <summary>Commands that use ticketing's database find it by the same setting as "run".</summary>
public sealed class TicketingDatabaseTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ticketing-database-");

    string Database => PathOf("ticketing.db");

    string Setting => $"--Matcher:Ticketing:Database={Database}";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_import_goes_into_the_configured_database()
    {
        File.WriteAllText(PathOf("tickets.csv"), "code,account,event\nCODE-1,kim,tonight\n");
        Assert.Equal(ImportCommand.Ok, await InvokeAsync("import", PathOf("tickets.csv"), Setting));
        using var store = new TicketStore(Database, mustExist: true);
        Venue.OpenByHand(store, "tonight");
        Assert.Equal(Decision.Admitted, (await store.Admissions.ByCodeAsync(
            "CODE-1", new EntryAttempt(new Entrance("demo", "main"), "gate-1", PassageTerms.AtOnce), "gate-1/1", DateTimeOffset.UtcNow, TestContext.Current.CancellationToken)).Decision);
    }

    [Fact]
    public async Task Events_are_planned_and_opened_in_the_same_database()
    {
        new KeyRing("demo").Save(PathOf("ticketing.keys.json"));
        var keys = $"--Matcher:Ticketing:KeyFile={PathOf("ticketing.keys.json")}";
        Assert.Equal(0, await InvokeAsync("event", "add", "gala", Setting, keys));
        Assert.Equal(0, await InvokeAsync("event", "open", "gala", Setting, keys));
        Assert.Equal(1, await InvokeAsync("event", "open", "another", Setting, keys));
        using var store = new TicketStore(Database, mustExist: true);
        Assert.Equal("gala", store.Events.OpenAt(new Entrance("demo", "main"), DateTimeOffset.UtcNow)?.Name);
    }

    [Fact]
    public async Task A_deletion_by_account_creates_no_database()
    {
        Assert.Equal(1, await InvokeAsync("delete", "--account", "kim", Setting));
        Assert.False(File.Exists(Database));
    }

    [Theory]
    [InlineData("--database", "x.db")]
    [InlineData("--ticketing-database=x.db")]
    [InlineData("--Matcher:Ticketing:Database", "x.db")]
    [InlineData("--Matchr:Ticketing:Database=x.db")]
    public async Task An_unknown_setting_is_an_error_and_imports_nothing(params string[] words)
    {
        File.WriteAllText(PathOf("tickets.csv"), "code,account,event\nCODE-1,kim,tonight\n");
        Assert.Equal(ImportCommand.Failed, await InvokeAsync(["import", PathOf("tickets.csv"), Setting, .. words]));
        Assert.False(File.Exists(Database));
    }

    static Task<int> InvokeAsync(params string[] words) =>
        VenueCommands.Root().Parse(words).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
