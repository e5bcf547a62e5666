using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>Palms are deleted after the event or after a year, and the log shows it.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    readonly Venue _venue = new() { KeyPerEvent = true };

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.EnrolledForEvent, await _venue.Device.EnrolAsync("CODE-1", 1));
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task After_the_event_the_key_is_destroyed_and_the_certificate_is_in_the_audit_log()
    {
        var file = _venue.PathOf("certificate.json");
        Assert.Single(Directory.GetFiles(_venue.PathOf("event-keys")));

        Assert.Equal(0, await AdminAsync("purge-event", "--event", "tonight", "--certificate", file));

        Assert.Empty(Directory.GetFiles(_venue.PathOf("event-keys")));
        Assert.Equal(0, Gallery.TemplateCount);
        Assert.Equal(Decision.NotRecognised,
            (await _venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
        var certificate = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Assert.Equal("tonight", certificate.GetProperty("event").GetString());
        Assert.Equal(1, certificate.GetProperty("persons").GetInt32());
        Assert.Equal(6, certificate.GetProperty("templates").GetInt32());
        var head = certificate.GetProperty("auditHead").GetString()!;
        Assert.Equal(0, await RunAsync("audit", "verify", "--database", _venue.PalmDatabase, "--key", AuditKey, "--head", head));
        Assert.Equal(1, await RunAsync(
            "audit", "verify", "--database", _venue.PalmDatabase, "--key", AuditKey, "--head", new string('0', 64)));
    }

    [Fact]
    public async Task An_unknown_event_is_not_purged()
    {
        Assert.Equal(1, await AdminAsync("purge-event", "--event", "yesterday", "--certificate", _venue.PathOf("no")));
        Assert.False(File.Exists(_venue.PathOf("no")));
        Assert.Equal(6, Gallery.TemplateCount);
    }

    [Fact]
    public async Task Palms_not_used_for_a_year_are_deleted_at_the_next_start()
    {
        await _venue.StopMatcherAsync();
        Execute("UPDATE persons SET used_on = used_on - 365");
        await _venue.StartMatcherAsync();
        Assert.Equal(0, Gallery.TemplateCount);
        Assert.Contains("Deleted 1 persons who had not used a palm for 365 days", _venue.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_altered_audit_log_is_detected_by_the_command_and_reported_at_the_next_start()
    {
        Execute("DROP TRIGGER audit_update; UPDATE audit SET at = 0 WHERE number = 2");
        Assert.Equal(1, await RunAsync("audit", "verify", "--database", _venue.PalmDatabase, "--key", AuditKey));
        await _venue.StopMatcherAsync();
        await _venue.StartMatcherAsync();
        Assert.Contains("broken at 2", _venue.Log, StringComparison.Ordinal);
        Assert.Equal(Decision.Admitted,
            (await _venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
    }

    string AuditKey => PalmAudit.KeyFileBeside(_venue.StoreKeyFile);

    EventGalleries Gallery => _venue.Matcher.GetRequiredService<PalmRegister>().Galleries;

    Task<int> AdminAsync(params string[] command) =>
        RunAsync([.. command, "--matcher", _venue.Url.ToString(), "--admin-key", _venue.AdminKeyFile]);

    static Task<int> RunAsync(params string[] command) => VenueCommands.Root().Parse(command)
        .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_venue.PalmDatabase};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
