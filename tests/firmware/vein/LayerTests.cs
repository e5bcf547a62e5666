using System.Runtime.CompilerServices;

namespace Pedestal.Vein.Tests;

/// <summary>Folders are the extraction's stages: each refers only to earlier ones, and the extractor to all of them.</summary>
public sealed class LayerTests
{
    // All stages share the root's other types: reasons, parameters, the template's layout.
    static readonly FolderLayers Vein = new(typeof(Extractor), "Pedestal.Vein",
        ["", "outline", "pose", "code", "quality", "liveness", nameof(Extractor)]);

    [Fact]
    public void No_stage_refers_to_a_later_one() => Assert.Empty(Vein.Upward());

    /// <summary>Shows that the test can fail: it sees references between stages.</summary>
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
