using System.Text;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class TicketListTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    readonly TempFolder _folder = new();
    readonly TicketStore _store;

    public TicketListTests() => _store = new TicketStore(_folder.File("tickets.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_kind_column_marks_rotating_tickets_and_limits_their_code_to_leave_room_for_the_signature()
    {
        var longest = new string('L', RotatingCodes.LongestCode);
        var result = Import($"code,account,event,kind\nplain,ann,tonight,\n{longest},ann,tonight,rotating\n"
            + $"{longest}L,ann,tonight,rotating\nodd,ann,tonight,turning\n");
        Assert.Equal(
            [
                "tickets.csv:4: code has 91 characters; a rotating code may have at most 90",
                "tickets.csv:5: kind must be static, rotating or empty",
            ],
            result.Errors.Select(error => error.ToString()));
        Assert.Equal(Decision.Admitted, Redeem("plain"));
        Assert.Equal(Decision.NoTicket, Redeem(longest));
        Assert.InRange(
            RotatingCodes.Show(longest, new byte[RotatingCodes.KeyLength], Now).Length, 1, TicketRequest.MaximumCodeLength);
    }

    [Fact]
    public void Good_rows_are_kept_and_each_bad_one_is_reported_by_line()
    {
        var result = Import(
            $""""
            code,account,event,status
            first,ann,tonight,valid
            short,ann
            open,ann,"tonight,valid
            odd,ann,tonight,lost
            first,bob,tonight,
            ,bob,tonight,
            "quoted","ann, ""the one""",tonight,cancelled
            {new string('L', TicketRequest.MaximumCodeLength + 1)},ann,tonight,
            naïve,ann,tonight,
            nobody,,tonight,
            last , ann , tonight,
            """");

        Assert.Equal(3, result.Rows.Count);
        Assert.Equal(
            [
                "tickets.csv:3: has more or fewer fields than the first line",
                "tickets.csv:4: a quote is misplaced or not closed",
                "tickets.csv:5: status must be valid, cancelled or empty",
                "tickets.csv:6: same code as line 2",
                "tickets.csv:7: code is missing",
                "tickets.csv:9: code has 129 characters; a static code may have at most 128",
                "tickets.csv:10: code has the character 'ï' (U+00EF); readers pass only printable ASCII characters",
                "tickets.csv:11: account is missing",
            ],
            result.Errors.Select(e => e.ToString()));
        Assert.Equal(Decision.Admitted, Redeem("first"));
        Assert.Equal(Decision.Admitted, Redeem("last"));
        Assert.Equal(Decision.NoTicket, Redeem("quoted"));
        Assert.Equal(Decision.UnknownTicket, Redeem("open"));
    }

    [Fact]
    public void Columns_may_be_in_any_order_and_the_status_may_be_absent()
    {
        Assert.Empty(Import("Event,Code,Account\ntonight,A1,ann\n").Errors);
        Assert.Equal(Decision.Admitted, Redeem("A1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("code,event\nA1,tonight\n")]
    [InlineData("A1,ann,tonight\n")]
    public void A_file_without_the_required_columns_is_refused_as_a_whole(string text)
    {
        var result = Import(text);
        Assert.Empty(result.Rows);
        Assert.Equal(1, Assert.Single(result.Errors).Line);
    }

    TicketList Import(string text)
    {
        var list = TicketList.Read(Encoding.UTF8.GetBytes(text), "tickets.csv");
        _store.Import(list.Rows);
        _store.OpenByHand("tonight");
        return list;
    }

    Decision Redeem(string code) => _store.RedeemCode(
        code, Shows.Gate, "gate-1/" + code, Now, TestContext.Current.CancellationToken).Decision;
}
