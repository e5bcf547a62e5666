using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing.Tests;

/// <summary>Rules as organisers write them: read as meant, or refused with what is wrong.</summary>
public sealed class RulesTextTests
{
    static readonly EventDetails Event = new()
    {
        Number = 1, Name = "gala", Venue = "demo", Entrances = ["north", "west"],
        Doors = new DateTimeOffset(2026, 11, 28, 18, 0, 0, TimeSpan.Zero), End = new DateTimeOffset(2026, 11, 28, 23, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void Rules_are_read_as_written()
    {
        var rules = RulesText.Read(
            """
            {
              "parties": true, "capacity": 5000, "dayStartsAt": "06:00", "timeZone": "Europe/Berlin",
              "zones": [{ "name": "floor", "entrances": ["north"], "capacity": 800 }],
              "products": [
                { "product": "standing", "zones": ["floor"], "from": "2026-11-28T20:00+01:00", "until": "2026-11-28T22:00+01:00",
                  "entry": "reentry", "attention": "Check the age" },
                { "product": "*", "entrances": ["west"], "entry": "daily" }
              ]
            }
            """);
        Assert.Null(RulesCheck.RefusalOf(rules, Event));
        Assert.Equal((true, 5000, 800), (rules.Parties, rules.Capacity, rules.Zones[0].Capacity));
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 19, 0, 0, TimeSpan.Zero), rules.Products[0].From);
        Assert.Equal([EntryRule.Reentry, EntryRule.Daily], rules.Products.Select(product => product.Entry));
        var again = RulesText.Read(RulesText.Write(rules));
        Assert.Equal(RulesText.Write(rules), RulesText.Write(again));
        Assert.Null(RulesCheck.RefusalOf(RulesText.Read("{}"), Event));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"capacity":"many"}""")]
    [InlineData("""{"capacities":3}""")]
    [InlineData("""{"parties":true,"parties":false}""")]
    [InlineData("""{"zones":null}""")]
    [InlineData("""{"products":[{"entry":"once"}]}""")]
    [InlineData("""{"products":[{"product":"a","entry":"sometimes"}]}""")]
    [InlineData("""{"products":[{"product":"a","from":"2026-11-28T20:00"}]}""")]
    public void What_is_no_rules_is_refused(string text) =>
        Assert.Equal(EventFault.Invalid, Assert.Throws<EventException>(() => RulesText.Read(text)).Fault);

    [Theory]
    [InlineData("""{"capacity":0}""", "capacity", "capacity is not 1 or more")]
    [InlineData("""{"dayStartsAt":"06:00"}""", "timeZone", "needed together")]
    [InlineData("""{"dayStartsAt":"6am","timeZone":"Europe/Berlin"}""", "dayStartsAt", "not a time of day")]
    [InlineData("""{"dayStartsAt":"06:00","timeZone":"Berlin"}""", "timeZone", "not a time zone")]
    [InlineData("""{"products":[{"product":"a","entry":"daily"}]}""", "products[0].entry", "'a' admits once a day, which needs the beginning of a day")]
    [InlineData("""{"products":[{"product":"a"},{"product":"a"}]}""", "products[1].product", "product 'a' occurs twice")]
    [InlineData("""{"zones":[{"name":"z","entrances":["north"]},{"name":"z","entrances":["west"]}]}""", "zones[1].name", "zone 'z' occurs twice")]
    [InlineData("""{"zones":[{"name":"y","entrances":["north"]},{"name":"z","entrances":["north"]}]}""", "zones[1].entrances", "entrance of a zone 'north' occurs twice")]
    [InlineData("""{"zones":[{"name":"z","entrances":[]}]}""", "zones[0].entrances", "has no entrances")]
    [InlineData("""{"zones":[{"name":"","entrances":["north"]}]}""", "zones[0].name", "a zone's name is missing")]
    [InlineData("""{"zones":[{"name":"z","entrances":["east"]}]}""", "zones[0].entrances", "'east', which is not the event's")]
    [InlineData("""{"zones":[{"name":"z","entrances":["no rth"]}]}""", "zones[0].entrances", "'no rth', which is not the event's")]
    [InlineData("""{"zones":[{"name":"z","entrances":["north"],"capacity":0}]}""", "zones[0].capacity", "zone 'z' is not 1 or more")]
    [InlineData("""{"capacity":5,"zones":[{"name":"z","entrances":["north"],"capacity":6}]}""", "zones[0].capacity", "holds more guests than the event")]
    [InlineData("""{"products":[{"product":"a","zones":["z"]}]}""", "products[0].zones", "zone 'z', which is not among the zones")]
    [InlineData("""{"products":[{"product":"a","entrances":["east"]}]}""", "products[0].entrances", "'east', which is not the event's")]
    [InlineData("""{"products":[{"product":"a","from":"2026-11-28T20:00Z","until":"2026-11-28T20:00Z"}]}""", "products[0].until", "ends before it begins")]
    [InlineData("""{"products":[{"product":"a","from":"2026-11-28T23:00Z"}]}""", "products[0].from", "only while the event is closed")]
    [InlineData("""{"products":[{"product":"a","until":"2026-11-28T18:00Z"}]}""", "products[0].until", "only while the event is closed")]
    [InlineData("""{"products":[{"product":"a","attention":""}]}""", "products[0].attention", "not a text of 1 to 100")]
    [InlineData("""{"products":[{"product":"a\u0007"}]}""", "products[0].product", "a product's name has")]
    public void Contradictory_rules_are_refused_with_what_contradicts_and_where(string text, string field, string reason)
    {
        var fault = Assert.Single(RulesCheck.FaultsOf(RulesText.Read(text), Event));
        Assert.Equal(field, fault.Field);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_contradictions_are_named_at_once() =>
        Assert.Equal(["capacity", "zones[0].entrances", "products[0].until"], RulesCheck.FaultsOf(RulesText.Read(
            """{"capacity":0,"zones":[{"name":"z","entrances":["east"]}],"products":[{"product":"a","until":"2026-11-28T18:00Z"}]}"""), Event)
            .Select(fault => fault.Field));

    [Theory]
    [InlineData("2026-10-25T00:29:59Z", "2026-10-24T00:30:00Z")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:10:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:40:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("2026-03-29T01:29:59Z", "2026-03-28T01:30:00Z")]
    [InlineData("2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z")]
    public void A_day_begins_once_although_the_clock_is_changed(string now, string began)
    {
        // At half past two in the morning in Berlin, which comes twice in October and never in March.
        var rules = new EventRules { DayStartsAt = "02:30", TimeZone = "Europe/Berlin" };
        Assert.Equal(DateTimeOffset.Parse(began), rules.DayOf(DateTimeOffset.Parse(now)));
    }
}
