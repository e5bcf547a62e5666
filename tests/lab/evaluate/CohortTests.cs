using Pedestal.Engine;
using Pedestal.Vein;

namespace Pedestal.Evaluate.Tests;

/// <summary>The cohort that ships can be made again.</summary>
public class CohortTests
{
    [Fact]
    public void The_palms_that_ship_are_those_that_the_command_makes()
    {
        using var shipped = typeof(ScoreNormaliser).Assembly.GetManifestResourceStream("Pedestal.Engine.cohort.bin")!;
        Assert.Equal(Enumerable.Range(0, Cohort.Palms).Sum(Cohort.TemplatesShipped) * TemplateFormat.Length, shipped.Length);
        foreach (var palm in new[] { 0, 1 })
        {
            foreach (var made in CohortFile.Of(palm))
            {
                var bytes = new byte[TemplateFormat.Length];
                shipped.ReadExactly(bytes);
                Assert.Equal(made, bytes);
            }
        }
    }
}
