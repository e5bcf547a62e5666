using System.Runtime.CompilerServices;

namespace Pedestal.Core.Tests;

/// <summary>
/// The core's folders are its namespaces and refer only downward, checked in the built assembly. The settings are an assembly of their
/// own, which cannot refer to it.
/// </summary>
public sealed class LayerTests
{
    // firmware/core/README.md lists the same layers.
    static readonly FolderLayers Core = new(typeof(Lane.LaneController), "Pedestal.Core",
    [
        "ledger", "log", "guidance", "service", "supervision", "offline",
        "lane/gate", "lane/parts", "lane/requests", "lane/attempts", "lane/passages", "lane/purposes", "lane/palm", "lane/ticket", "lane",
        "reporting", "console", "console/selftest", "console/commands", "fleet", "",
    ]);

    [Fact]
    public void No_folder_refers_to_one_above_it() => Assert.Empty(Core.Upward());

    /// <summary>Shows that the test can fail: it sees references between folders, including those in method bodies.</summary>
    [Fact]
    public void References_between_folders_are_found()
    {
        Assert.Contains(Core.References(), edge => edge is { From: "lane", To: "lane/purposes" });
        Assert.Contains(Core.References(), edge => edge is { From: "console", To: "log", Used: "EventLog" });
    }

    [Fact]
    public void Every_folder_has_a_layer() => Assert.Empty(Core.Unknown());

    [Fact]
    public void Namespaces_are_folders() => Assert.Empty(Core.Misplaced(Sources()));

    static string Sources([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "firmware", "core");
}
