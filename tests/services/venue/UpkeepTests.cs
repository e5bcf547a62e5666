using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>The matcher finds a fault in stored data: other guests are served, and an operator sees the fault and decides.</summary>
public sealed class UpkeepTests : IAsyncLifetime
{
    readonly Venue _venue = new();
    readonly HttpClient _http = new();

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _venue.Import("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-2", 2));
        await _venue.StopMatcherAsync();
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _venue.DisposeAsync();
    }

    [Fact]
    public async Task Altered_templates_of_one_guest_affect_nobody_else_and_an_operator_sees_and_deletes_them()
    {
        Execute("UPDATE templates SET sealed = key_check.sealed FROM key_check WHERE palm IN (SELECT id FROM palms WHERE person = 1)");
        await StartAsync();
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
        Assert.Equal(Decision.Admitted, await EnterAsync(2));
        Assert.Contains("A record of person 1 cannot be used", _venue.Log, StringComparison.Ordinal);

        var upkeep = await GetAsync("/v1/upkeep");
        Assert.Equal(6, upkeep.GetProperty("unusable").GetArrayLength());
        Assert.Equal(1, upkeep.GetProperty("unusable")[0].GetProperty("person").GetInt64());
        var ready = await GetAsync("/readyz");
        Assert.True(ready.GetProperty("ready").GetBoolean());
        Assert.Contains("records cannot be used", ready.GetProperty("warnings").GetRawText(), StringComparison.Ordinal);
        Assert.Matches("(?m)^matcher_records_unusable.* 6( |$)",
            await _http.GetStringAsync("/metrics", TestContext.Current.CancellationToken));

        Assert.Equal(0, await RunAsync("delete", "--person", "1"));
        Assert.Equal(0, (await GetAsync("/v1/upkeep")).GetProperty("unusable").GetArrayLength());
    }

    [Fact]
    public async Task A_mass_deletion_waits_until_an_operator_approves()
    {
        // As with a RetentionDays that is one digit short; six more guests are added first.
        Execute("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6)
            INSERT INTO consents(id, text_version, text_digest, agreed_at) SELECT 100 + i, 1, x'00', 0 FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6)
            INSERT INTO persons(id, consent, enrolled_at, used_on) SELECT 100 + i, 100 + i, 0, 100 FROM n;
            UPDATE persons SET used_on = 100
            """);
        await StartAsync();
        Assert.Contains("8 of 8 persons have not used a palm for 365 days", _venue.Log, StringComparison.Ordinal);
        Assert.Equal("Retention", (await GetAsync("/v1/upkeep")).GetProperty("holds")[0].GetProperty("kind").GetString());
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
        Assert.Equal(1, await RunAsync("approve", "clock"));
        Assert.Equal(0, await RunAsync("upkeep"));
        Assert.Equal(0, await RunAsync("approve", "retention"));
        Assert.Equal(0, (await GetAsync("/v1/upkeep")).GetProperty("holds").GetArrayLength());
        Assert.Contains("Retention was approved", _venue.Log, StringComparison.Ordinal);
    }

    async Task StartAsync()
    {
        await _venue.StartMatcherAsync();
        _http.BaseAddress = _venue.Url;
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + File.ReadAllText(_venue.AdminKeyFile).Trim());
    }

    async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    async Task<Decision> EnterAsync(int guest) =>
        (await _venue.Device.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;

    Task<int> RunAsync(params string[] command) => VenueCommands.Root()
        .Parse([.. command, "--matcher", _venue.Url.ToString(), "--admin-key", _venue.AdminKeyFile])
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
