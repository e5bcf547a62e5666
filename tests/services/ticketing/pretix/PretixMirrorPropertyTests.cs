using CsCheck;
using Microsoft.AspNetCore.Http;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>
/// Whatever changes in pretix and here, in whatever order, with requests and answers lost and the process restarted in between: once
/// both can talk, each has what the other has.
/// </summary>
public sealed class PretixMirrorPropertyTests
{
    const int Steps = 30;

    [Fact]
    public Task Mirror_and_pretix_agree_in_the_end() => Gen.Int[0, 100_000].Array[Steps].SampleAsync(async steps =>
    {
        await using var world = new World(await PretixRig.StartAsync());
        foreach (var step in steps)
        {
            await world.StepAsync(step % 20, step / 20);
        }

        await world.CheckAsync();
    }, iter: 8, threads: 1);

    sealed class World(PretixRig rig) : IAsyncDisposable
    {
        readonly List<byte[]> _palms = [];
        int _names;

        PretixStub Stub => rig.Stub;

        List<StubPosition> Positions => [.. Stub.Positions];

        public ValueTask DisposeAsync() => rig.DisposeAsync();

        internal async Task StepAsync(int kind, int choice)
        {
            var position = Positions.Count > 0 ? Positions[choice % Positions.Count] : null;
            var medium = Stub.Media.Count > 0 ? Stub.Media[choice % Stub.Media.Count] : null;
            rig.Time.Advance(TimeSpan.FromSeconds(1 + (choice % 7)));
            switch (kind)
            {
                case 0 or 1:
                    Stub.Order(rig.Event, $"O{++_names}", tickets: 1 + (choice % 3), customer: choice % 4 == 0 ? $"C{choice % 3}" : null);
                    break;
                case 2 when position is not null:
                    Stub.Touch(position.Order, () => position.Order.Status = new[] { "p", "n", "c", "p" }[choice % 4]);
                    break;
                case 3 when position is not null:
                    Stub.Touch(position.Order, () => position.Blocked = position.Blocked is null ? ["admin"] : null);
                    break;
                case 4 when position is not null:
                    Stub.Touch(position.Order, () => position.Secret = $"new-secret-{++_names}");
                    break;
                case 5 when Positions.Count > 1:
                    var other = Positions[(choice + 1) % Positions.Count];
                    Stub.Touch(position!.Order, () => (position.Secret, other.Secret) = (other.Secret, position.Secret));
                    Stub.Touch(other.Order, () => { });
                    break;
                case 6 when position is not null:
                    Stub.CheckInElsewhere(position, PretixRig.ListId, choice % 3 == 0 ? "exit" : "entry");
                    break;
                case 7 when position?.Checkins.LastOrDefault() is { } checkin:
                    Stub.Touch(position.Order, () => checkin.ErrorReason = "annulled");
                    break;
                case 8 when position is not null:
                    Stub.Medium(PretixRig.DigestOf([(byte)++_names]), position);
                    break;
                case 9 when medium is not null:
                    Stub.Touch(medium, () => medium.Active = !medium.Active);
                    break;
                case 10 when medium is not null && position is not null:
                    Stub.Touch(medium, () => _ = medium.LinkedOrderpositions.Remove(position.Id) || Add(medium, position));
                    break;
                case 11 or 12 when position is not null:
                    await rig.ScanAsync(position.Secret, seconds: choice % 2 * 5);
                    break;
                case 13 when position is not null:
                    await rig.ScanAsync(position.Secret, direction: Direction.Out);
                    break;
                case 14:
                    await rig.ReportAsync(choice % 2 == 0 ? PassageOutcome.NotPassed : PassageOutcome.Passed, rig.LastRequest);
                    break;
                case 15 when position is not null && rig.Mirror.Lists.Count > 0:
                    await TryEnrolAsync(position.Secret);
                    break;
                case 16 when _palms.Count > 0:
                    var digest = Convert.FromHexString(PretixRig.DigestOf(_palms[choice % _palms.Count]));
                    await rig.Tickets.EndTokenAsync(digest, rig.Call("matcher"), PretixRig.Stop);
                    break;
                case 17:
                    rig.Restart();
                    break;
                default:
                    await SyncWithLossesAsync(choice);
                    break;
            }
        }

        internal async Task CheckAsync()
        {
            Stub.Instead = _ => Task.FromResult(false);
            await rig.SettleAsync();
            await rig.SettleAsync();
            foreach (var position in Positions)
            {
                CheckTicket(position);
            }

            Assert.Equal(Stub.Media.Where(IsExpected).Select(m => m.Identifier).Order(), await rig.GuestsAsync());
        }

        static bool Add(StubMedium medium, StubPosition position)
        {
            medium.LinkedOrderpositions.Add(position.Id);
            return true;
        }

        async Task TryEnrolAsync(string code)
        {
            var (outcome, link) = await rig.Tickets.OpenEnrolmentAsync(code, new Booth("booth-1", IsInside: false), rig.Call("booth-1"), PretixRig.Stop);
            if (outcome.Decision == Decision.EnrolmentOpened)
            {
                byte[] token = [7, (byte)++_names];
                if ((await rig.Tickets.BindTokenAsync(link!, token, "booth-1", rig.Call("matcher"), PretixRig.Stop)).Decision == Decision.Bound)
                {
                    _palms.Add(token);
                }
            }
        }

        // A request is lost on the way there, or its answer on the way back.
        async Task SyncWithLossesAsync(int choice)
        {
            var left = choice % 12;
            Stub.Instead = async context =>
            {
                if (left-- != 0)
                {
                    return false;
                }

                if (choice % 2 == 0 && context.Request.Path.Value!.EndsWith("/redeem/", StringComparison.Ordinal))
                {
                    await Stub.RedeemSilentlyAsync(context);
                }

                context.Abort();
                return true;
            };
            await rig.SyncAsync();
            Stub.Instead = _ => Task.FromResult(false);
        }

        void CheckTicket(StubPosition position)
        {
            var found = rig.Store.Database.Read(session => session.Rows(
                """
                SELECT t.number, t.status, t.blocked, t.account, (SELECT count(*) FROM ticket_events v WHERE v.ticket = t.number),
                    (SELECT count(*) FROM pretix_uploads u WHERE u.ticket = t.number AND u.refusal IS NOT NULL)
                FROM tickets t WHERE t.code = @code
                """,
                row => (Number: row.GetInt64(0), Status: row.GetString(1), IsBlocked: !row.IsDBNull(2), Account: row.GetString(3),
                    Events: row.GetInt64(4), Refusals: row.GetInt64(5)),
                ("code", position.Secret)));
            var isCancelled = position.Canceled || position.Order.Status == "c";
            Assert.True(found.Count == 1 || isCancelled, $"{position.Secret}: {found.Count} tickets");
            if (found is not [var ticket])
            {
                return;
            }

            Assert.Equal((isCancelled ? "cancelled" : "valid", position.Blocked is not null || position.Order.Status == "n", AccountOf(position)),
                (ticket.Status, ticket.IsBlocked, ticket.Account));

            // An admission that nobody confirmed is told with its time, and may be used again later.
            var here = rig.Store.Database.Read(session => session.Rows(
                """
                SELECT e.direction, COALESCE(u.at, e.at) FROM entries e LEFT JOIN pretix_uploads u ON u.entry = e.number AND u.sent = 2
                WHERE e.ticket = @ticket AND e.state <> 3
                """,
                row => (row.GetInt64(0), row.GetInt64(1)), ("ticket", ticket.Number)));
            if (ticket.Refusals == 0)
            {
                Assert.Equal(position.Checkins.Select(c => (c.Type == "exit" ? 1L : 0L, c.Datetime.ToUnixTimeSeconds())).Order(), here.Order());
            }
        }

        string AccountOf(StubPosition position) =>
            Stub.Media.Where(m => m.Active && m.LinkedOrderpositions.Contains(position.Id)).MinBy(m => m.Id) is { } medium
                ? AccountOf(medium)! : OwnAccountOf(position);

        string? AccountOf(StubMedium medium) => medium.Customer is { } customer ? $"customer-{customer}"
            : Positions.Where(p => medium.LinkedOrderpositions.Contains(p.Id)).MinBy(p => p.Id) is { } first ? OwnAccountOf(first) : null;

        static string OwnAccountOf(StubPosition position) =>
            position.Order.Customer is { } customer ? $"customer-{customer}" : $"democon-{position.Order.Code}";

        bool IsExpected(StubMedium medium) => medium.Active && AccountOf(medium) is { } account
            && Positions.Any(p => AccountOf(p) == account && !p.Canceled && p.Order.Status != "c");
    }
}
