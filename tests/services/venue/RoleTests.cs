using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>Stolen keys of one kind of pedestal do not serve for another kind.</summary>
public sealed class RoleTests
{
    [Fact]
    public async Task The_keys_of_an_entry_lane_enrol_nobody_and_delete_nobody()
    {
        await using var venue = await OpenAsync();
        await using var enrolment = await StealAsync(venue, "desk-1", DeviceRoles.Enrolment);
        Assert.Equal(Decision.Enrolled, await enrolment.EnrolAsync("CODE-1", 1));
        Assert.True(await venue.FollowGuestListsAsync());
        var link = (await enrolment.OpenEnrolmentAsync("CODE-2")).Link;
        await using var thief = await StealAsync(venue, "gate-7", DeviceRoles.Entry);

        Assert.Equal(Decision.WrongRole, (await thief.OpenEnrolmentAsync("CODE-1")).Decision);
        Assert.Equal(Decision.WrongRole, await thief.EnrolSamplesAsync(link, 2));
        Assert.Equal(Decision.WrongRole, await thief.DeleteAsync(Guests.Probe(1), capture: 0));
        Assert.Equal(Decision.WrongRole, await thief.DeleteAsync(Guests.Probe(1, PalmSide.Left), capture: 1));
        Assert.Equal(Decision.Admitted, await EnterAsync(thief));
        Assert.Contains("gate-7 may not Delete: its keys are for entry.", venue.Log, StringComparison.Ordinal);
        Assert.Contains("gate-7 may not request OpenEnrolment: its keys are for entry.", venue.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeviceRoles.Enrolment)]
    [InlineData(DeviceRoles.Deletion)]
    [InlineData(DeviceRoles.Exit)]
    public async Task Keys_of_another_kind_admit_nobody(DeviceRoles roles)
    {
        await using var venue = await OpenAsync();
        Assert.Equal(Decision.Enrolled, await venue.Device.EnrolAsync("CODE-1", 1));
        await using var thief = await StealAsync(venue, "other-1", roles);

        Assert.Equal(Decision.WrongRole, await EnterAsync(thief));
        Assert.Equal(Decision.WrongRole, await thief.RedeemCodeAsync("CODE-1"));
        Assert.Equal(Decision.Admitted, await EnterAsync(venue.Device));
    }

    [Fact]
    public async Task Keys_for_entry_let_nobody_out_and_unknown_terms_admit_nobody()
    {
        await using var venue = await OpenAsync();
        Assert.Equal(Decision.Enrolled, await venue.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.WrongRole, await LeaveAsync(new PassageTerms(Direction.Out, 5)));
        Assert.Equal(Decision.Refused, await LeaveAsync(new PassageTerms(Direction.In, 200)));
        Assert.Equal(Decision.WrongRole, await venue.Device.RedeemCodeAsync("CODE-1", new PassageTerms(Direction.Out, 5)));

        async Task<Decision> LeaveAsync(PassageTerms terms) =>
            (await venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next(), terms: terms)).Decision;
    }

    [Fact]
    public async Task Keys_for_the_exit_let_guests_out_by_palm_and_code()
    {
        await using var venue = await OpenAsync();
        Assert.Equal(Decision.Enrolled, await venue.Device.EnrolAsync("CODE-1", 1));
        await using var exit = await StealAsync(venue, "exit-1", DeviceRoles.Exit);
        var terms = new PassageTerms(Direction.Out, 0);
        Assert.Equal(Decision.Admitted, await EnterAsync(venue.Device));
        Assert.Equal(Decision.Left, (await exit.EnterAsync(Guests.Probe(1, PalmSide.Left), RequestIds.Next(), terms: terms)).Decision);
        Assert.Equal(Decision.Admitted, await venue.Device.RedeemCodeAsync("CODE-2"));
        Assert.Equal(Decision.Left, await exit.RedeemCodeAsync("CODE-2", terms));
    }

    [Fact]
    public async Task No_role_lets_a_pedestal_present_tokens()
    {
        await using var venue = await OpenAsync();
        foreach (var purpose in new[] { TicketPurpose.RedeemToken, TicketPurpose.BindToken })
        {
            Assert.Equal(Decision.WrongRole, await venue.Device.AskTicketingAsync(purpose, new string('T', 32)));
        }
    }

    static async Task<Venue> OpenAsync()
    {
        var venue = new Venue();
        await venue.InitializeAsync();
        venue.Import("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid");
        return venue;
    }

    static Task<PedestalClient> StealAsync(Venue venue, string device, DeviceRoles roles)
    {
        venue.Provision(device, roles);
        return PedestalClient.ConnectAsync(venue.BrokerPort, DeviceKeys.Load(venue.PathOf(device + ".keys.json")),
            new BrokerLogin(), TestContext.Current.CancellationToken);
    }

    static async Task<Decision> EnterAsync(PedestalClient pedestal) =>
        (await pedestal.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision;
}
