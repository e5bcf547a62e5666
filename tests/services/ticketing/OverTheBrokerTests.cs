using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class OverTheBrokerTests
{
    static readonly byte[] Token = [.. Enumerable.Repeat((byte)'t', 32)];
    static readonly byte[] AnnsCode = Requests.Code(TicketPurpose.RedeemCode, "code-of-ann");

    [Fact]
    public async Task A_code_is_redeemed_once_however_often_it_is_sent()
    {
        await using var venue = await Venue.OpenAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        var other = await venue.DeviceAsync("gate-2");

        // Sent before ticketing is running: only a resend can get a reply.
        var early = pedestal.AskAsync(AnnsCode, requestId: 1, Venue.Budget, Venue.Stop);
        await venue.StartTicketingAsync();

        Assert.Equal(Decision.Admitted, Requests.DecisionOf(await early));
        Assert.Equal(Decision.Admitted, await Ask(pedestal, AnnsCode, 1));
        Assert.Equal(Decision.TicketUsed, await Ask(pedestal, AnnsCode, 2));
        Assert.Equal(Decision.TicketUsed, await Ask(other, AnnsCode, 1));
    }

    [Fact]
    public async Task A_rotating_ticket_is_redeemed_only_by_its_current_code()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        venue.Store.Import([new("turning", "account-of-eve", "tonight", false, Rotating: true)]);
        var pedestal = await venue.DeviceAsync("gate-1");
        var secret = venue.Codes.SecretOf("turning", Venue.Tonight);
        var now = DateTimeOffset.UtcNow;
        Assert.Equal(Decision.NoTicket, await Ask(pedestal, Requests.Code(TicketPurpose.RedeemCode, "turning"), 1));
        Assert.Equal(Decision.UnknownTicket, await Ask(
            pedestal, Requests.Code(TicketPurpose.RedeemCode, RotatingCodes.Show("turning", secret, now.AddMinutes(-3))), 2));
        Assert.Equal(Decision.Admitted, await Ask(
            pedestal, Requests.Code(TicketPurpose.RedeemCode, RotatingCodes.Show("turning", secret, now)), 3));

        // Whoever filmed this code at the pedestal does not have the next one.
        var next = now.AddSeconds(RotatingCodes.StepSeconds);
        Assert.Equal(Decision.TicketUsed, await Ask(
            pedestal, Requests.Code(TicketPurpose.OpenEnrolment, RotatingCodes.Show("turning", secret, now)), 4));
        Assert.Equal(Decision.EnrolmentOpened, await Ask(
            pedestal, Requests.Code(TicketPurpose.OpenEnrolment, RotatingCodes.Show("turning", secret, next)), 5));
    }

    [Fact]
    public async Task A_palm_bound_through_a_link_redeems_the_ticket()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        var matcher = await venue.DeviceAsync(Venue.Matcher);

        var opened = Requests.Reply(await pedestal.AskAsync(
            Requests.Code(TicketPurpose.OpenEnrolment, "code-of-ann"), Venue.Budget, Venue.Stop));
        Assert.Equal(Decision.EnrolmentOpened, opened.Decision);

        Assert.Equal(
            Decision.Bound, await Ask(matcher, Requests.Link(opened.Link, "gate-1", Token), 1));
        Assert.Equal(Decision.Admitted, await Ask(matcher, Requests.Palm(Token, "gate-1", 0xabc), 2));
        Assert.Equal(Decision.TicketUsed, await Ask(await venue.DeviceAsync("gate-2"), AnnsCode, 3));
        Assert.Equal("gate-1/0000000000000abc", venue.RedeemedBy("code-of-ann"));
        Assert.Contains(venue.Log.Lines, l => l.StartsWith("Information: gate-1 RedeemToken: Admitted in ", StringComparison.Ordinal));
        Assert.Contains(venue.Log.Scopes, scope => $"{scope}" == "gate-1 0000000000000abc");
        foreach (var secret in new[] { "code-of-ann", "account-of-ann", Encoding.ASCII.GetString(Token) })
        {
            Assert.DoesNotContain(venue.Log.Lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Staff_learn_the_reason_of_a_refusal_and_the_guest_does_not()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        venue.Store.Import([
            new("cancelled", "eve", Venue.Tonight, true), new("other", "eve", "tomorrow", false),
            new("turning", "eve", Venue.Tonight, false, Rotating: true), new("late", "eve", Venue.Tonight, false, Rotating: true),
        ]);
        var pedestal = await venue.DeviceAsync("gate-1");
        var late = RotatingCodes.Show("late", venue.Codes.SecretOf("late", Venue.Tonight), DateTimeOffset.UtcNow.AddMinutes(-3));
        (string Code, string Said)[] refused =
        [
            ("cancelled", "NoTicket (Cancelled)"), ("other", "NoTicket (OtherEvent)"), ("turning", "NoTicket (StaticCopy)"),
            (late, "UnknownTicket (OutOfTime)"), (late[..^1], "UnknownTicket (NotAuthentic)"), ("never", "UnknownTicket (Unknown)"),
        ];
        foreach (var (code, said) in refused)
        {
            var reply = await pedestal.AskAsync(Requests.Code(TicketPurpose.RedeemCode, code), Venue.Budget, Venue.Stop);
            Assert.Equal(Enum.Parse<Decision>(said.Split(' ')[0]), Requests.DecisionOf(reply));
            Assert.All(reply![1..2].Concat(reply[6..]), value => Assert.Equal(0, value));
            Assert.Contains(venue.Log.Lines, l => l.StartsWith($"Information: gate-1 RedeemCode: {said} in ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_token_without_a_pedestal_redeems_nothing()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var matcher = await venue.DeviceAsync(Venue.Matcher);
        Assert.Equal(Decision.Refused, await Ask(matcher, Requests.Token(TicketPurpose.RedeemToken, Token), 1));
        Assert.Equal(Decision.Refused, await Ask(matcher, Requests.Palm(Token, "gate 1/", 1), 2));
        Assert.Equal(Decision.NoTicket, await Ask(matcher, Requests.Palm(Token, "gate-1", 1), 3));
    }

    [Fact]
    public async Task Only_the_matcher_may_present_tokens_and_only_pedestals_may_present_codes()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        var matcher = await venue.DeviceAsync(Venue.Matcher);
        var link = venue.Store.Links.Open("code-of-ann", new Booth("gate-1"), DateTimeOffset.UtcNow).Link!;

        Assert.Equal(Decision.WrongRole, await Ask(pedestal, Requests.Link(link, "gate-1", Token), 1));

        // A pedestal may ask only about its own links; the matcher names the pedestal.
        Assert.Equal(Decision.Refused, await Ask(pedestal, Requests.Link(link, "gate-2"), 11));
        Assert.Equal(Decision.Refused, await Ask(matcher, Requests.Link(link, ""), 12));
        Assert.Equal(Decision.Refused, await Ask(matcher, Requests.Link(link, "gate-2"), 13));
        Assert.Equal(Decision.EnrolmentOpened, await Ask(matcher, Requests.Link(link, "gate-1"), 14));
        Assert.Equal(Decision.EnrolmentOpened, await Ask(pedestal, Requests.Link(link, ""), 15));
        Assert.Equal(Decision.Refused, await Ask(matcher, Requests.Link(link, "gate-2", Token), 16));
        Assert.Equal(Decision.Bound, await Ask(matcher, Requests.Link(link, "gate-1", Token), 2));
        Assert.Equal(Decision.WrongRole, await Ask(pedestal, Requests.Palm(Token, "gate-1", 0xabc), 3));
        Assert.Equal(Decision.WrongRole, await Ask(matcher, AnnsCode, 4));
        var end = TokenEnd.Write(System.Security.Cryptography.SHA256.HashData(Token));
        Assert.Equal(Decision.Refused, await Ask(pedestal, end, 7));
        Assert.Single(venue.Store.Accounts.DigestsOf("account-of-ann"));
        Assert.Equal(Decision.NoTicket, await Ask(matcher, end, 8));
        Assert.Empty(venue.Store.Accounts.DigestsOf("account-of-ann"));
        Assert.Equal(Decision.Refused, await Ask(pedestal, [1, 2, 3], 5));
        Assert.Equal(Decision.Admitted, await Ask(pedestal, AnnsCode, 6));
    }

    [Fact]
    public async Task Garbage_on_the_topic_is_ignored()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        var stranger = await venue.LinkAsync("stranger");
        var topic = Topic.Of(Venue.Name, "gate-1", Channel.TicketRequest);
        byte[][] garbage = [[], [0], [0x50, 9], new byte[100], new byte[Envelope.MaximumLength + 1], new byte[8000]];
        foreach (var payload in garbage)
        {
            Assert.True(await stranger.PublishAsync(topic, payload, Venue.Stop));
            Assert.True(await stranger.PublishAsync(topic.Replace("gate-1", "no-gate"), payload, Venue.Stop));
        }

        Assert.Equal(Decision.Admitted, await Ask(pedestal, AnnsCode, 1));
    }

    [Fact]
    public async Task A_client_that_publishes_too_much_is_disconnected_and_the_others_stay()
    {
        await using var venue = await Venue.OpenAsync();
        var received = new TaskCompletionSource<int>();
        var listener = await venue.LinkAsync("listener");
        await listener.SubscribeAsync(
            "pedestal/#",
            (_, payload) =>
            {
                received.TrySetResult(payload.Length);
                return Task.CompletedTask;
            },
            Venue.Stop);
        var stranger = await venue.LinkAsync("stranger");
        await stranger.PublishAsync("pedestal/x", new byte[EmbeddedBroker.MaximumPayload + 1], Venue.Stop);
        var polite = await venue.LinkAsync("polite");
        await polite.PublishAsync("pedestal/x", new byte[5], Venue.Stop);

        Assert.Equal(5, await received.Task.WaitAsync(Venue.Stop));
    }

    [Fact]
    public async Task Everyone_reconnects_after_a_broker_restart()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        Assert.Equal(Decision.Admitted, await Ask(pedestal, AnnsCode, 1));

        await venue.RestartBrokerAsync();

        Assert.Equal(Decision.TicketUsed, await Ask(pedestal, AnnsCode, 2));
    }

    [Fact]
    public async Task A_handler_that_hangs_or_throws_delays_nobody()
    {
        await using var venue = await Venue.OpenAsync();
        var hang = new TaskCompletionSource();
        var third = new TaskCompletionSource();
        var listener = await venue.LinkAsync("listener");
        await listener.SubscribeAsync(
            "t/+",
            (topic, _) =>
            {
                switch (topic)
                {
                    case "t/hang": return hang.Task;
                    case "t/throw": throw new InvalidOperationException("broken");
                    default: third.TrySetResult(); return Task.CompletedTask;
                }
            },
            Venue.Stop);
        var sender = await venue.LinkAsync("sender");
        foreach (var topic in new[] { "t/hang", "t/throw", "t/fine" })
        {
            await sender.PublishAsync(topic, [1], Venue.Stop);
        }

        await third.Task.WaitAsync(Venue.Stop);
        hang.SetResult();
    }

    [Fact]
    public async Task A_port_in_use_is_reported()
    {
        await using var venue = await Venue.OpenAsync();
        await using var second = new EmbeddedBroker(
            new BrokerOptions { Port = venue.Broker.BoundPort }, NullLogger<EmbeddedBroker>.Instance);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(Venue.Stop));
        Assert.Contains($"127.0.0.1:{venue.Broker.BoundPort}", error.Message, StringComparison.Ordinal);
    }

    static async Task<Decision> Ask(SealedClient client, byte[] body, ulong id) =>
        Requests.DecisionOf(await client.AskAsync(body, id, Venue.Budget, Venue.Stop));
}
