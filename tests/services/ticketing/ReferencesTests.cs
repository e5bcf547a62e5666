namespace Pedestal.Ticketing.Tests;

/// <summary>What keeps templates and tickets apart: ticketing is built without anything that can name a template.</summary>
public class ReferencesTests
{
    const string Templates = "Pedestal.Vein";

    [Fact]
    public void NoAssemblyThatTicketingReachesCanNameATemplate()
    {
        var reached = References.Of("Pedestal.Ticketing");

        Assert.Contains("Pedestal.Protocol", reached);
        Assert.DoesNotContain(Templates, reached);
    }

    /// <summary>The compiler drops unused references, so the assembly alone would hide a new one.</summary>
    [Fact]
    public void NoProjectThatTicketingIsBuiltWithCanNameATemplate()
    {
        var built = References.BuiltWith("Pedestal.Ticketing");

        Assert.Contains("Pedestal.Protocol", built);
        Assert.DoesNotContain(Templates, built);
    }

    /// <summary>The test can fail: it does find the firmware's core, which names templates.</summary>
    [Fact]
    public void AReferenceToTemplatesIsFound() => Assert.Contains(Templates, References.Of("Pedestal.Core"));
}
