namespace Pedestal.Ticketing.Tests;

public sealed class NodeSettingsTests
{
    const string Server = "postgresql:Host=db;Database=ticketing;Username=ticketing";

    [Theory]
    [InlineData("a.b")]
    [InlineData("a/b")]
    [InlineData("+")]
    [InlineData("a name that is too long")]
    public void A_name_that_is_no_level_of_a_topic_is_refused(string node) => Assert.Contains(
        "A node's name must be", Refusal(new() { Venue = "demo", Database = Server, Node = node }), StringComparison.Ordinal);

    [Fact]
    public void Several_ticketings_need_a_database_that_decides_for_all() => Assert.Contains(
        "needs the built-in tickets on PostgreSQL", Refusal(new() { Venue = "demo", Node = "a" }), StringComparison.Ordinal);

    [Fact]
    public void The_only_one_needs_no_name_and_several_on_PostgreSQL_may_have_one()
    {
        new TicketingOptions { Venue = "demo" }.Validate();
        new TicketingOptions { Venue = "demo", Database = Server, Node = "a" }.Validate();
    }

    [Theory]
    [InlineData("nowhere:0")]
    [InlineData("a b")]
    [InlineData("mqtt://broker")]
    public void A_further_broker_that_is_no_address_is_refused(string broker) => Assert.Contains(
        "Ticketing:MoreBrokers", Refusal(new() { Venue = "demo", MoreBrokers = [broker] }), StringComparison.Ordinal);

    static string Refusal(TicketingOptions options) => Assert.Throws<InvalidOperationException>(options.Validate).Message;
}
