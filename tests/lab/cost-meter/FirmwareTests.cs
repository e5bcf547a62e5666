using Pedestal.Vein;

namespace Pedestal.CostMeter.Tests;

[Collection(CountersCollection.Name)]
public class FirmwareTests
{
    static readonly FirmwareRuns Firmware = new();

    [Fact]
    public void The_rewritten_extractor_gives_the_same_templates()
    {
        var original = new Extractor();
        foreach (var lit in Captures.OfPhantoms(3, 2, 5))
        {
            var expected = new byte[TemplateFormat.Length];
            var status = original.Extract(lit, Captures.Dark, expected);
            var reading = Firmware.Extract(lit, Captures.Dark, out var template);
            Assert.Equal(status.ToString(), reading.Result!.ToString());
            Assert.Equal(expected, template);
        }
    }

    [Fact]
    public void An_extraction_is_the_sum_of_its_stages_and_allocates_nothing()
    {
        var reading = Firmware.Extract(Captures.OfPhantoms(1, 1, 5).Single(), Captures.Dark, out _);
        Assert.Equal(0, reading.Total.Bytes);
        Assert.True(Firmware.Code.Map.Stages.Count >= 5);
        Assert.InRange(reading.Stages.Sum(stage => stage.Instructions) / reading.Total.Instructions, 0.95, 1);
        Assert.Equal(reading.Total.Instructions, reading.Counts.Methods().Sum(line => line.Instructions), 1.0);
        Assert.Equal(reading.Total.Instructions, reading.Counts.Kinds().Sum(line => line.Instructions), 1.0);
    }

    [Fact]
    public void Extraction_and_the_check_for_a_living_hand_stay_within_their_budget_and_allocate_nothing()
    {
        var lit = Captures.OfPhantoms(1, 1, 5).Single();
        var extraction = Firmware.Extract(lit, Captures.Dark, out _).Total;
        var liveness = Firmware.CheckLiveness(lit, lit, Captures.Dark);
        Assert.Equal("FlatSurface", liveness.Result!.ToString());
        Assert.Equal(0, liveness.Total.Bytes);
        Assert.InRange(extraction.Instructions + liveness.Total.Instructions, 0, Firmware.Code.IsDebugBuild ? 30e6 : 15e6);
    }

    [Fact]
    public void Bright_surroundings_cost_a_quarter_more_and_allocate_nothing()
    {
        var lit = Captures.OfPhantoms(1, 1, 5).Single();
        var usual = Firmware.Extract(lit, Captures.Dark, out _).Total;
        var bright = Firmware.Extract(lit, Captures.Dark, out _, 60);
        Assert.Equal("Ok", bright.Result!.ToString());
        Assert.Equal(0, bright.Total.Bytes);
        Assert.InRange(bright.Total.Instructions / usual.Instructions, 1.02, 1.3);
    }

    [Fact]
    public void The_cost_of_a_capture_is_repeatable()
    {
        var lit = Captures.OfPhantoms(1, 1, 6).Single();
        var first = Firmware.Extract(lit, Captures.Dark, out _).Total;
        Assert.Equal(first, Firmware.Extract(lit, Captures.Dark, out _).Total);
    }

    [Fact]
    public void A_metered_request_succeeds_and_its_allocations_are_located()
    {
        var steps = Firmware.RequestAndReply();
        Assert.Equal("Ok", steps.Single(step => step.Step == "Envelope.Open").Reading.Result!.ToString());
        Assert.Equal(true, steps.Single(step => step.Step == "MatchReply.Read").Reading.Result);
        var seal = steps.Single(step => step.Step == "Envelope.Seal").Reading;
        Assert.True(seal.Total.Bytes > 0);
        Assert.Equal(seal.Total.Bytes, seal.Counts.Allocations().Sum(site => site.Bytes));
        Assert.All(seal.Counts.Allocations(),
            site => Assert.StartsWith("Envelope.", site.Method, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_usable_pictures_is_refused_by_name()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.Contains(folder.FullName,
                Assert.Throws<InvalidDataException>(() => Captures.OfFolder(folder)).Message, StringComparison.Ordinal);
            var path = Path.Combine(folder.FullName, "0001_00.pgm");
            File.WriteAllBytes(path, [.. "P5\n2 1\n255\n"u8, 1, 2]);
            Assert.Contains(path,
                Assert.Throws<InvalidDataException>(() => Captures.OfFolder(folder)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
