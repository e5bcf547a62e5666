using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>The lists of the command line, posted instead: the same rows, reasons and warnings.</summary>
public sealed class TicketImportTests : IAsyncLifetime
{
    readonly Site _site = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    TicketStore Tickets => _site.Services.GetRequiredService<TicketingPart>().Services.GetRequiredService<TicketStore>();

    [Theory]
    [MemberData(nameof(ImportCase.Names), MemberType = typeof(ImportCase))]
    public async Task Every_list_is_imported_correctly_or_refused_by_line(string name)
    {
        var list = ImportCase.All[name];
        using var response = await PostAsync(list.File);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);

        Assert.Equal(list.Redeemable.Length > 0 ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        AssertSaid(list.Errors, answer, "errors");
        if (list.Redeemable.Length > 0)
        {
            Venue.OpenByHand(Tickets, list.Event);
        }

        await Assert.AllAsync(list.Redeemable, async code => Assert.Equal(
            Decision.Admitted, (await Tickets.Admissions.ByCodeAsync(
                code, new EntryAttempt(new Entrance("demo", "main"), "gate-1", PassageTerms.AtOnce), "gate-1/" + code, DateTimeOffset.UtcNow,
                Stop)).Decision));
        if (list.Redeemable.Length > 0)
        {
            AssertSaid(list.Warnings, answer, "warnings");
            Assert.Contains(answer.GetProperty("events").EnumerateArray(), e => e.GetProperty("event").GetString() == list.Event
                && e.GetProperty("hasNoTimes").GetBoolean() && e.GetProperty("tickets").GetInt32() >= list.Redeemable.Length);
        }
    }

    [Fact]
    public async Task A_preview_says_what_an_import_would_do_and_writes_nothing()
    {
        using var response = await _site.Http.PostAsync("/v1/tickets/previews",
            Site.Csv("code;account;event;seat\nA;a;gala;1\n;b;gala;2\nA;c;gala;3\n"), TestContext.Current.CancellationToken);
        var preview = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(["code", "account", "event"], preview.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal("seat", Assert.Single(preview.GetProperty("unused").EnumerateArray()).GetString());
        Assert.Equal((1, 2), (preview.GetProperty("tickets").GetInt32(), preview.GetProperty("leftOut").GetInt32()));
        Assert.Equal("gala", Assert.Single(preview.GetProperty("newEvents").EnumerateArray()).GetString());
        Assert.Equal([(3, "code is missing"), (4, "same code as line 2")], preview.GetProperty("errors").EnumerateArray()
            .Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("reason").GetString()!)));
        Assert.Null(_site.Tickets.Lookup.Find("A"));
        Assert.Null(_site.Tickets.Events.Find("gala", "demo"));
    }

    [Fact]
    public async Task While_the_database_is_locked_the_response_says_that_nothing_was_imported()
    {
        using var other = new SqliteConnection($"Data Source={_site.TicketDatabase};Pooling=False");
        other.Open();
        using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE; UPDATE tickets SET status = status";
        hold.ExecuteNonQuery();

        using var response = await PostAsync([.. "code,account,event\nHELD-1,kim,tonight\n"u8]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.StartsWith("No ticket was imported.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    async Task<HttpResponseMessage> PostAsync(byte[] list)
    {
        using var content = new ByteArrayContent(list);
        content.Headers.ContentType = new("text/csv");
        return await _site.Http.PostAsync("/v1/tickets", content, Stop);
    }

    static void AssertSaid(string[] expected, JsonElement answer, string member)
    {
        var said = answer.GetProperty(member).EnumerateArray()
            .Select(note => $"{note.GetProperty("line").GetInt32()}: {note.GetProperty("reason").GetString()}").ToList();
        Assert.Equal(expected.Length, said.Count);
        Assert.All(expected.Zip(said), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
