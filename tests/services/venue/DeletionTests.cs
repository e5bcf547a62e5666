using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

public sealed class DeletionTests : IAsyncLifetime
{
    readonly Venue _venue = new();
    readonly HttpClient _http = new();

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _http.BaseAddress = _venue.Url;
        _venue.Import("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid", "CODE-3,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-2", 2));
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _venue.DisposeAsync();
    }

    [Fact]
    public async Task After_deletion_by_account_nothing_is_left_when_the_command_returns()
    {
        Assert.Equal(0, await CommandAsync("--account", "account-1"));
        Assert.Equal(2, Gallery.PalmCount);
        Assert.Equal(2, Store.Templates.ReadAll().Templates.Select(t => t.Palm).Distinct().Count());
        Assert.Empty(DigestsOf("account-1"));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
        Assert.Equal(Decision.Admitted, await EnterAsync(2));

        await _venue.StopMatcherAsync();
        await _venue.StartMatcherAsync();
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
    }

    [Fact]
    public async Task At_the_pedestal_a_palm_shown_twice_after_a_code_is_deleted_everywhere()
    {
        Assert.Equal(Decision.Admitted, await _venue.Device.RedeemCodeAsync("CODE-1"));
        var link = await OpenAsync("CODE-1");
        Assert.Equal(Decision.SampleAccepted, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0, link));
        Assert.Equal(Decision.Deleted, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 1, link));
        Assert.Equal(2, Gallery.PalmCount);
        Assert.Equal(2, Store.Templates.ReadAll().Templates.Select(t => t.Palm).Distinct().Count());
        Assert.Empty(DigestsOf("account-1"));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
        Assert.Equal(Decision.Admitted, await EnterAsync(2));
    }

    [Fact]
    public async Task At_the_pedestal_a_person_with_an_account_is_deleted_only_with_its_code()
    {
        var others = await OpenAsync("CODE-2");
        Assert.Equal(Decision.CodeNeeded, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0));
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0, others));
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0, RandomNumberGenerator.GetBytes(16)));
        var enrolment = await _venue.Device.OpenEnrolmentAsync("CODE-3");
        Assert.Equal(Decision.EnrolmentOpened, enrolment.Decision);
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0, enrolment.Link));
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 1, others));
        Assert.Equal(Decision.UnknownTicket, (await _venue.Device.OpenDeletionAsync("CODE-9")).Decision);

        // A link is valid only at its own pedestal, and both captures need the same one.
        await using var other = await PedestalClient.ConnectAsync(
            _venue.BrokerPort, _venue.SecondKeys, new(), TestContext.Current.CancellationToken);
        var link = await OpenAsync("CODE-1");
        Assert.Equal(Decision.Refused, await other.DeleteAsync(Guests.Lifted(1), capture: 0, link));
        Assert.Equal(Decision.SampleAccepted, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0, link));
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 1));
        Assert.Equal(4, Gallery.PalmCount);
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
    }

    [Fact]
    public async Task At_the_pedestal_a_guest_without_an_account_needs_no_code()
    {
        using (var tickets = new TicketStore(_venue.TicketDatabase))
        {
            Assert.True(tickets.Accounts.End(DigestsOf("account-1").Single()));
        }

        Assert.Equal(Decision.SampleAccepted, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0));
        Assert.Equal(Decision.Deleted, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 1));
        Assert.Equal(2, Gallery.PalmCount);
    }

    [Fact]
    public async Task At_the_pedestal_nothing_is_deleted_while_ticketing_is_down()
    {
        var link = await OpenAsync("CODE-1");
        await _venue.StopTicketingAsync();
        Assert.Equal(Decision.Unavailable, await PedestalClient.RepliedAsync(() => _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0, link)));
        Assert.Equal(4, Gallery.PalmCount);
    }

    [Fact]
    public async Task At_the_pedestal_both_captures_must_show_the_same_person()
    {
        var link = await OpenAsync("CODE-1");
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 1, link));
        Assert.Equal(Decision.SampleAccepted, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 0, link));
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(2), capture: 1, link));
        Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(Guests.Lifted(1), capture: 1, link));
        Assert.Equal(Decision.NotRecognised, await _venue.Device.DeleteAsync(Guests.Lifted(3), capture: 0));
        Assert.Equal(4, Gallery.PalmCount);
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
    }

    [Fact]
    public async Task At_the_pedestal_two_variants_of_one_capture_delete_nobody()
    {
        const int header = TemplateFormat.PlanesOffset;
        var captured = Guests.Lifted(1);
        Func<byte[], byte[]>[] forgeries =
        [
            c => c,
            c => With(c, TemplateFormat.QualityOffset, 1),
            c => With(c, header + 40, 4),
            c => TestTemplates.Capture(c, 9, 0.01),
            c => TestTemplates.Capture(c, 9, 0.05),
            c => ShiftedDown(c),
            c => Guests.Capture(1, PalmSide.Right, 4),
        ];
        var link = await OpenAsync("CODE-1");
        foreach (var forge in forgeries)
        {
            var first = TestTemplates.Capture(captured, RequestIds.Seed(), 0.002);
            Assert.Equal(Decision.SampleAccepted, await _venue.Device.DeleteAsync(first, capture: 0, link));
            Assert.Equal(Decision.Refused, await _venue.Device.DeleteAsync(forge(first), capture: 1, link));
        }

        Assert.Equal(4, Gallery.PalmCount);
        Assert.Equal(Decision.Admitted, await EnterAsync(1));

        static byte[] With(byte[] capture, int at, byte bits)
        {
            var changed = (byte[])capture.Clone();
            changed[at] ^= bits;
            return changed;
        }

        // A row of cells is four bytes, in the planes and in the validity plane alike.
        static byte[] ShiftedDown(byte[] capture) => [.. capture[..header], .. new byte[4], .. capture[header..^4]];
    }

    [Fact]
    public async Task Deletion_by_token_and_by_digest_can_be_repeated()
    {
        var token = Store.Tokens.Find(1, RelyingParty.Ticketing)!;
        Assert.Equal(0, await CommandAsync("--token", Convert.ToHexString(token)));
        Assert.Equal(2, Gallery.PalmCount);
        Assert.Equal(0, await CommandAsync("--token-digest", Convert.ToHexString(SHA256.HashData(token))));
        Assert.Equal(2, Gallery.PalmCount);
    }

    [Fact]
    public async Task The_response_is_the_proof()
    {
        Authorize();
        var digest = Convert.ToHexString(DigestsOf("account-2").Single());
        using var response = await PostAsync(new { tokenDigest = digest });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var answer = JsonDocument.Parse(text).RootElement;
        Assert.True(answer.GetProperty("ticketingConfirmed").GetBoolean());
        var proof = answer.GetProperty("proof");
        Assert.Equal("Request", proof.GetProperty("reason").GetString());
        Assert.Equal(2, proof.GetProperty("palms").GetInt32());
        Assert.Equal(6, proof.GetProperty("templates").GetInt32());
        Assert.Equal(1, proof.GetProperty("tokens").GetInt32());
        Assert.Equal(1, proof.GetProperty("consentVersion").GetInt32());
        Assert.DoesNotContain(digest, text + _venue.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task While_ticketing_is_down_the_palm_is_deleted_and_the_response_says_what_remains()
    {
        Authorize();
        var digest = Convert.ToHexString(DigestsOf("account-1").Single());
        await _venue.StopTicketingAsync();
        using var response = await PostAsync(new { tokenDigest = digest });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"ticketingConfirmed\":false",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, Gallery.PalmCount);
        await _venue.StartTicketingAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer 0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Without_the_key_nothing_is_deleted(string? header)
    {
        if (header is not null)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }

        var digest = Convert.ToHexString(DigestsOf("account-1").Single());
        using var response = await PostAsync(new { tokenDigest = digest });
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(4, Gallery.PalmCount);
    }

    [Fact]
    public async Task A_request_without_a_known_person_is_refused_with_the_reason()
    {
        Authorize();
        var zeros = new string('0', 64);
        (object Body, HttpStatusCode Status)[] requests =
        [
            (new { }, HttpStatusCode.BadRequest), (new { token = "12" }, HttpStatusCode.BadRequest),
            (new { token = new string('g', 64) }, HttpStatusCode.BadRequest),
            (new { token = zeros, tokenDigest = zeros }, HttpStatusCode.BadRequest),
            (new { token = 5 }, HttpStatusCode.BadRequest), (new { token = zeros }, HttpStatusCode.NotFound),
        ];
        foreach (var (body, status) in requests)
        {
            using var response = await PostAsync(body);
            Assert.Equal(status, response.StatusCode);
        }

        Assert.Equal(1, await CommandAsync("--token-digest", zeros));
        Assert.Equal(1, await CommandAsync("--account", "nobody"));
        Assert.Equal(1, await CommandAsync("--account", "account-1", "--token", zeros));
        Assert.Equal(1, await CommandAsync());
        Assert.Equal(4, Gallery.PalmCount);
    }

    EventGalleries Gallery => _venue.Matcher.GetRequiredService<PalmRegister>().Galleries;

    PalmStore Store => _venue.Matcher.GetRequiredService<PalmStore>();

    void Authorize() =>
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + File.ReadAllText(_venue.AdminKeyFile).Trim());

    Task<HttpResponseMessage> PostAsync(object body) =>
        _http.PostAsJsonAsync("/v1/deletions", body, TestContext.Current.CancellationToken);

    IReadOnlyList<byte[]> DigestsOf(string account)
    {
        using var store = new TicketStore(_venue.TicketDatabase);
        return store.Accounts.DigestsOf(account);
    }

    Task<int> CommandAsync(params string[] whom) => VenueCommands.Root().Parse(
        [
            "delete", .. whom, $"--Matcher:Ticketing:Database={_venue.TicketDatabase}", "--matcher", _venue.Url.ToString(),
            "--admin-key", _venue.AdminKeyFile,
        ]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    async Task<byte[]> OpenAsync(string code)
    {
        var opened = await _venue.Device.OpenDeletionAsync(code);
        Assert.Equal(Decision.DeletionOpened, opened.Decision);
        return opened.Link;
    }

    async Task<Decision> EnterAsync(int guest) =>
        (await _venue.Device.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;
}
