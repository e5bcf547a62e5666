using System.Runtime.CompilerServices;

namespace Pedestal.Vein.Tests;

/// <summary>The folders of the extraction are its stages: each knows those before it, and the extractor knows all.</summary>
public sealed class LayerTests
{
    // The root's other types are what all stages share: reasons, parameters, the template's layout.
    static readonly FolderLayers Vein = new(typeof(Extractor), "Pedestal.Vein",
        ["", "outline", "pose", "code", "quality", nameof(Extractor)]);

    [Fact]
    public void No_stage_refers_to_a_later_one() => Assert.Empty(Vein.Upward());

    /// <summary>The test can fail: references between stages are seen.</summary>
    [Fact]
    public void References_between_stages_are_found()
    {
        Assert.Contains(Vein.References(), edge => edge is { From: "pose", To: "outline", Used: "EdgeWalk" });
        Assert.Contains(Vein.References(), edge => edge is { From: nameof(Extractor), To: "quality" });
    }

    [Fact]
    public void Every_folder_has_a_layer() => Assert.Empty(Vein.Unknown());

    [Fact]
    public void Namespaces_are_folders() => Assert.Empty(Vein.Misplaced(Sources()));

    static string Sources([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "firmware", "vein");
}
