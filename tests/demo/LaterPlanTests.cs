using CsCheck;

namespace Pedestal.Demo.Tests;

public class LaterPlanTests
{
    [Fact]
    public void The_second_show_has_all_its_cases_however_few_guests_enrol() =>
        Gen.Select(Gen.Int[2, 40], Gen.Int[6, 400]).Sample((guests, entries) =>
        {
            var plan = EveningPlan.Make(new DemoOptions(guests, entries, 1, null, null, new FileInfo("none")), null).Later;
            var buyer = plan.AtDoors.Guest;

            Assert.NotEmpty(plan.Enter);
            Assert.Equal(plan.Guests.Count, plan.Guests.Select(guest => guest.Person).Distinct().Count());
            Assert.DoesNotContain(plan.Enter, arrival => arrival.Guest.Person == buyer.Person);
            Assert.DoesNotContain(plan.Tickets, ticket => ticket.Account == buyer.Account && ticket.Event == LaterPlan.Event);
            Assert.Equal((buyer.Account, LaterPlan.Event), (plan.DoorTicket.Account, plan.DoorTicket.Event));
            Assert.Equal(buyer.Person, plan.OtherAccount.Person);
            Assert.NotEqual(buyer.Account, plan.OtherAccount.Account);

            // One ticket is used to enter, the other one after the consent is withdrawn.
            Assert.Equal(2, plan.Tickets.Count(ticket => ticket.Account == plan.Withdrawn.Guest.Account));
        });
}
