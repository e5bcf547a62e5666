namespace Pedestal.Venue.Tests;

/// <summary>What keeps palms and accounts apart: the matcher is built without anything that can name a ticket or an account.</summary>
public sealed class ReferencesTests
{
    const string Accounts = "Pedestal.Ticketing";

    [Fact]
    public void No_assembly_that_the_matcher_reaches_can_name_an_account()
    {
        var reached = References.Of("Pedestal.Matcher");

        Assert.Contains("Pedestal.Identity", reached);
        Assert.DoesNotContain(Accounts, reached);
    }

    [Fact]
    public void No_project_that_the_matcher_is_built_with_can_name_an_account()
    {
        var built = References.BuiltWith("Pedestal.Matcher");

        Assert.Contains("Pedestal.Identity", built);
        Assert.DoesNotContain(Accounts, built);
    }

    [Fact]
    public void Only_the_venue_knows_both() => Assert.Contains(Accounts, References.Of("Pedestal.Venue"));
}
