using System.Xml;
using System.Xml.Linq;

namespace Pedestal.NanoCheck;

/// <summary>Reads a .nfproj and the packages.config beside it.</summary>
public static class DeviceProjectFile
{
    /// <summary>Reads a project.</summary>
    /// <exception cref="XmlException">A file is not XML.</exception>
    /// <exception cref="InvalidDataException">A required element is missing.</exception>
    public static DeviceProject Read(string path)
    {
        var full = Path.GetFullPath(path);
        var xml = Load(full);
        var folder = Path.GetDirectoryName(full)!;
        return new DeviceProject
        {
            FullPath = full,
            AssemblyName = Property(xml, "AssemblyName")
                ?? throw new InvalidDataException("The project has no AssemblyName."),
            IsApplication = Property(xml, "OutputType") is "Exe",
            AllowsUnsafe = IsTrue(Property(xml, "AllowUnsafeBlocks")),
            ChecksOverflow = IsTrue(Property(xml, "CheckForOverflowUnderflow")),
            Sources = [.. Items(xml, "Compile").Select(e => Source(e, full, folder))],
            References = [.. Items(xml, "Reference").Select(e => Reference(e, full, folder))],
            ProjectReferences = [.. Items(xml, "ProjectReference")
                .Select(e => new ProjectLink(FullPath(folder, Include(e)), PlaceOf(e, full)))],
            Packages = Packages(Path.Combine(folder, "packages.config")),
        };
    }

    static SourceItem Source(XElement item, string file, string folder)
    {
        var include = Include(item);
        var plain = include.IndexOfAny(['*', '?', ';', '$', '@', '%']) < 0
            && item.Attribute("Condition") is null && item.Parent?.Attribute("Condition") is null;
        return new SourceItem(include, FullPath(folder, include), plain, PlaceOf(item, file));
    }

    static ReferenceItem Reference(XElement item, string file, string folder)
    {
        var parts = Include(item).Split(',', StringSplitOptions.TrimEntries);
        var version = parts.FirstOrDefault(part => part.StartsWith("Version=", StringComparison.Ordinal));
        var hint = item.Elements().FirstOrDefault(e => e.Name.LocalName == "HintPath")?.Value.Trim();
        return new ReferenceItem(
            parts[0], version?["Version=".Length..], hint is null ? null : FullPath(folder, hint), PlaceOf(item, file));
    }

    static IReadOnlyList<PackageItem> Packages(string path) => !File.Exists(path)
        ? []
        : [.. Items(Load(path), "package").Select(e => new PackageItem(
            e.Attribute("id")?.Value ?? "", e.Attribute("version")?.Value ?? "", PlaceOf(e, path)))];

    static XDocument Load(string path)
    {
        using var reader = XmlReader.Create(path);
        return XDocument.Load(reader, LoadOptions.SetLineInfo);
    }

    static IEnumerable<XElement> Items(XDocument xml, string name) =>
        xml.Descendants().Where(e => e.Name.LocalName == name);

    static string? Property(XDocument xml, string name) => Items(xml, name).LastOrDefault()?.Value.Trim();

    static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    static string Include(XElement item) => item.Attribute("Include")?.Value.Trim() ?? "";

    static string FullPath(string folder, string include) =>
        Path.GetFullPath(Path.Combine(folder, include.Replace('\\', Path.DirectorySeparatorChar)));

    static Place PlaceOf(XElement element, string file)
    {
        var line = (IXmlLineInfo)element;
        // The reader's position is after the opening bracket.
        return new Place(file, line.LineNumber, Math.Max(1, line.LinePosition - 1));
    }
}
