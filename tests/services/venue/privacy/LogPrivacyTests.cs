using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>What a reader of one event's service logs can see, at the most detailed level.</summary>
public sealed class LogPrivacyTests : IAsyncLifetime
{
    const int Guests = 3;
    readonly EverythingLogger _log = new();
    readonly SecretFinder _secrets = new();
    readonly Site _site;

    public LogPrivacyTests() => _site = new Site { Log = _log };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_log_of_an_event_contains_no_template_token_account_code_or_key()
    {
        await GuestsEnrolAsync();
        var tokens = LearnSecrets();
        await GuestsEnterAsync();
        await BadMessagesComeAsync();
        await OperatorsAskAsync(tokens);
        await DatabasesFailAsync();
        await _site.Services.GetRequiredService<EmbeddedBroker>().StopAsync(Cancellation);

        var lines = _log.Lines;
        string[] expected =
        [
            "Enrol at gate-1: EnrolledForEvent", "Enrol at gate-1: AlreadyEnrolled", "Enter at gate-1: Admitted",
            "Enter at gate-1: NotRecognised", "gate-1 RedeemCode: Admitted", "gate-1 RedeemCode: UnknownTicket",
            "Deleted on request", "dropped a message", "cannot read", "SqliteException", "Imported 4 tickets",
        ];
        Assert.All(expected, text =>
            Assert.Contains(lines, line => line.Contains(text, StringComparison.Ordinal)));
        Assert.Empty(lines.SelectMany(line => _secrets.Find(line).Select(secret => $"{secret} in: {line}")));
    }

    static string Code(int guest) => $"CODE-{guest}-THAT-NOBODY-SEES";

    static string Account(int guest) => $"account-{guest}-that-nobody-sees";

    async Task GuestsEnrolAsync()
    {
        var rows = Enumerable.Range(1, Guests).Select(g => $"{Code(g)},{Account(g)},tonight,valid");
        (await _site.PostTicketsAsync([
            .. rows, $"{Code(4)},{Account(1)},tonight,valid", $"{Code(4)},{Account(4)},tonight,valid",
            $"{Code(5)},{Account(5)},tonight,lost", $"{Code(6)},\"{Account(6)},tonight,valid",
        ])).Dispose();
        for (var guest = 1; guest <= Guests; guest++)
        {
            var opened = await _site.Device.OpenEnrolmentAsync(Code(guest));
            _secrets.Add("link", opened.Link);
            Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolSamplesAsync(opened.Link, guest));
        }

        using var enrolments = await _site.Http.PostAsJsonAsync(
            "/v1/accounts/enrolments", new { account = Account(1) }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, enrolments.StatusCode);
        Assert.Equal(Decision.AlreadyEnrolled, await _site.Device.EnrolAsync(Code(4), 1));
        Assert.Equal(Decision.UnknownTicket, await _site.Device.EnrolAsync(Code(7), 4));
        var noLink = RandomNumberGenerator.GetBytes(MatchRequest.LinkLength);
        _secrets.Add("link", noLink);
        Assert.Equal(Decision.Refused, await _site.Device.EnrolSamplesAsync(noLink, 4));
    }

    byte[][] LearnSecrets()
    {
        for (var guest = 1; guest <= 9; guest++)
        {
            _secrets.Add("code", Code(guest));
            _secrets.Add("account", Account(guest));
            foreach (var capture in Captures(guest))
            {
                _secrets.Add("template", capture);
            }
        }

        foreach (var file in _site.SecretFiles)
        {
            _secrets.Add(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        _secrets.Add("administration key", _site.AdminKey);
        _secrets.Add("administration key", Convert.FromHexString(_site.AdminKey));
        _secrets.Add("device key", _site.GateKeys.Match);
        _secrets.Add("device key", _site.GateKeys.Ticket);
        var store = _site.Palms.GetRequiredService<PalmStore>();
        byte[][] tokens =
        [
            .. store.Templates.ReadAll().Templates.Select(t => store.Tokens.Find(t.Palm, RelyingParty.Ticketing)!)
                .DistinctBy(Convert.ToHexString),
        ];
        Assert.Equal(Guests, tokens.Length);
        foreach (var token in tokens)
        {
            _secrets.Add("token", token);
            _secrets.Add("token's digest", SHA256.HashData(token));
        }

        return tokens;
    }

    static IEnumerable<byte[]> Captures(int guest) => Enumerable.Range(0, 6)
        .Select(i => Tests.Guests.Capture(guest, i < 3 ? PalmSide.Left : PalmSide.Right, i))
        .Append(Tests.Guests.Capture(guest, PalmSide.Right, 50));

    async Task GuestsEnterAsync()
    {
        Assert.Equal(Decision.Admitted, await EnterAsync(2));
        Assert.Equal(Decision.AlreadyInside, await EnterAsync(2));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(9));
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync(Code(3)));
        Assert.Equal(Decision.TicketUsed, await _site.Device.RedeemCodeAsync(Code(3)));
        Assert.Equal(Decision.UnknownTicket, await _site.Device.RedeemCodeAsync(Code(8)));
    }

    async Task BadMessagesComeAsync()
    {
        var template = Tests.Guests.Capture(1, PalmSide.Right, 50);
        byte[] clear = [.. template, .. System.Text.Encoding.ASCII.GetBytes(Code(1))];
        await _site.Device.AskAsync(clear[..200], RequestIds.Next());
        await _site.Device.AskAsync([(byte)MatchPurpose.Enter, .. clear], RequestIds.Next());
        byte[][] messages = [clear, clear[500..], Sealed(new byte[DeviceKey.Length]), Sealed(_site.GateKeys.Match)];
        foreach (var message in messages)
        {
            Assert.True(await _site.Device.SendRawAsync(message));
            Assert.True(await _site.Device.SendRawAsync(message, Channel.TicketRequest));
        }

        Assert.Equal(Decision.AlreadyInside, await EnterAsync(2));

        // Authentic, but a ticket request in place of a match request.
        byte[] Sealed(byte[] key) => new Envelope(new HostCipher())
        {
            Type = MessageType.TicketRequest, RequestId = 1, RemainingMilliseconds = 1000,
        }.Seal(new DeviceKey(key), clear[..100]);
    }

    async Task OperatorsAskAsync(byte[][] tokens)
    {
        var digits = tokens.Select(Convert.ToHexString).ToArray();
        await PostAsync($"{{\"token\":\"{digits[0]}\"}}");
        await PostAsync($"{{\"token\":\"{digits[0]}\"}}");
        await PostAsync($"{{\"tokenDigest\":\"{Convert.ToHexString(SHA256.HashData(tokens[1]))}\"}}");
        await PostAsync($"{{\"token\":\"{digits[2]}0\"}}");
        await PostAsync($"{{\"token\":{digits[2]}}}");
        await PostAsync($"{{\"token\":[\"{digits[2]}\"]}}");
        await PostAsync(digits[2]);
        await PostAsync(digits[2], "text/plain");
        using var almost = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        almost.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _site.AdminKey + "0");
        (await _site.HttpWithoutKey.SendAsync(almost, Cancellation)).Dispose();
        await _site.HttpWithoutKey.GetStringAsync("/metrics", Cancellation);
        (await _site.Http.PostAsJsonAsync("/v1/purges", new { @event = "never" }, Cancellation)).Dispose();
    }

    // A database fault is logged with its exception.
    async Task DatabasesFailAsync()
    {
        Drop(_site.TicketDatabase, "tickets");
        Assert.Equal(Decision.Unavailable, await _site.Device.RedeemCodeAsync(Code(2)));
        Assert.Equal(Decision.Unavailable, await EnterAsync(3));
        using var import = await _site.PostTicketsAsync($"{Code(9)},{Account(9)},tonight,valid");
        Assert.Equal(503, (int)import.StatusCode);
        Drop(_site.PalmDatabase, "tokens");
        Assert.Equal(Decision.Unavailable, await EnterAsync(3));
    }

    static void Drop(string file, string table)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"DROP TABLE {table}";
        command.ExecuteNonQuery();
    }

    async Task<Decision> EnterAsync(int guest)
    {
        var probe = Tests.Guests.Probe(guest);
        _secrets.Add("template", probe);
        return (await _site.Device.EnterAsync(probe, RequestIds.Next())).Decision;
    }

    async Task PostAsync(string body, string type = "application/json") => (await _site.Http.PostAsync(
        "/v1/deletions", new StringContent(body, null, type), Cancellation)).Dispose();
}
